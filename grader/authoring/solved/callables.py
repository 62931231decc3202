"""Finds the functions that a notebook passes as arguments: lambdas, numpy's, and small ones of its own."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Sequence
from dataclasses import dataclass

from .statements import Statement, needed

_TAKEN = {"s", "given", "found", "np"}
"""Names that a scenario's `run` uses itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionArgument:
    """A function that is passed as an argument in a scenario's `run`."""

    text: str
    """The argument, as Python."""
    definition: str = ""
    """The statements that define it; empty for a lambda and a function of numpy's."""


def function_argument(statements: Sequence[Statement], function: str, place: int | str) -> FunctionArgument | None:
    """Return the function that a notebook's calls of another function pass as an argument.

    Args:
        statements: the notebook's statements.
        function: name of the function that is called.
        place: the argument: its index from 0, or its keyword.

    Returns:
        The first one that needs numpy alone; None where there is none.
    """
    for node in (part for statement in statements for part in ast.walk(statement.node)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function:
            argument = _argument(node, place)
            found = None if argument is None else _function_argument(statements, argument)
            if found is not None:
                return found
    return None


def _argument(call: ast.Call, place: int | str) -> ast.expr | None:
    if isinstance(place, str):
        return next((keyword.value for keyword in call.keywords if keyword.arg == place), None)
    before = call.args[: place + 1]
    return None if len(before) <= place or any(isinstance(a, ast.Starred) for a in before) else before[place]


def _function_argument(statements: Sequence[Statement], argument: ast.expr) -> FunctionArgument | None:
    if isinstance(argument, ast.Name):
        around = [s for s in needed(statements, [argument.id]) if not s.is_import]
        if len(around) == 1 and isinstance(around[0].node, ast.FunctionDef) and argument.id not in _TAKEN:
            return FunctionArgument(text=argument.id, definition=ast.unparse(around[0].node))
        return None
    names = {part.id for part in ast.walk(argument) if isinstance(part, ast.Name)}
    own = {part.arg for part in ast.walk(argument) if isinstance(part, ast.arg)}
    if not isinstance(argument, (ast.Lambda, ast.Attribute)):
        return None
    constants = needed(statements, sorted(names - own - {"np"} - set(dir(builtins))))
    bound = {name for s in constants for name in s.binds}
    plain = all(isinstance(s.node, ast.Assign) and _is_literal(s.node.value) for s in constants)
    if plain and names - own - {"np"} - set(dir(builtins)) <= bound - _TAKEN:
        return FunctionArgument(
            text=ast.unparse(argument), definition="\n".join(ast.unparse(s.node) for s in constants)
        )
    return None


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True
