"""Ranks the lines of a function by how much wrong outputs depend on them: a slice through names."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence

from .function_code import FunctionCode

EMPTY_RANK = -3
"""Rank of a `pass` where an exception was raised: something may be missing there that gives a name its value."""


def suspicion(
    code: FunctionCode, returned: Sequence[str], wrong: Collection[str], right: Collection[str]
) -> dict[int, int]:
    """Return for the first line of each statement a rank: 0 where only wrong outputs depend on it, 1 for both, else 2.

    Args:
        code: the function.
        returned: the names of what it returns, in order; outputs of other names may depend on anything.
        wrong: the outputs that are wrong.
        right: the outputs that are right.
    """
    made = _returned_names(code, returned)
    suspected = _closure(code, _union(made, wrong))
    cleared = _closure(code, _union(made, right)) if right and set(right) <= made.keys() else set()
    found = {}
    for statement in code.statements:
        defined = _defined(statement)
        inside = not defined or bool(defined & suspected) or not set(wrong) <= made.keys()
        found[statement.lineno] = (1 if defined and defined <= cleared else 0) if inside else 2
    return found


def led_to(code: FunctionCode, lines: Collection[int]) -> dict[int, int]:
    """Return for each statement's first line a rank: -1 where an exception was raised, 0 if it gave a name read there.

    Those that gave a name which these depend on have 1, all others 2; empty where no exception was raised here.

    Args:
        code: the function.
        lines: the first lines of the statements at which exceptions were raised.
    """
    raised = [statement for statement in code.statements if statement.lineno in lines]
    read = {name for statement in raised for name in _heading(statement)}
    behind = _closure(code, read)
    found = {}
    for statement in code.statements if raised else ():
        defined = _defined(statement)
        near = 0 if defined & read else 1 if defined & behind or not defined else 2
        raised_here = -1 if statement.lineno in lines else near
        found[statement.lineno] = EMPTY_RANK if isinstance(statement, ast.Pass) else raised_here
    return found


def _heading(statement: ast.stmt) -> set[str]:
    """Return the names that a statement reads; of one that holds others, those of its head."""
    if isinstance(statement, (ast.If, ast.While)):
        return _read(statement.test)
    return _read(statement.iter) if isinstance(statement, ast.For) else _read(statement)


def _union(made: Mapping[str, set[str]], outputs: Collection[str]) -> set[str]:
    return {name for output in outputs for name in made.get(output, ())}


def _returned_names(code: FunctionCode, returned: Sequence[str]) -> dict[str, set[str]]:
    """Return for each output the names in the expressions that return statements give for it."""
    values = [node.value for node in code.statements if isinstance(node, ast.Return) and node.value is not None]
    every = [(value, value.elts if isinstance(value, ast.Tuple) else [value]) for value in values]
    fitting = [(value, parts) for value, parts in every if len(parts) == len(returned)]
    found: dict[str, set[str]] = {}
    for value, parts in fitting or every:
        for place, name in enumerate(returned):
            found.setdefault(name, set()).update(_read(parts[place] if fitting else value))
    return found


def _closure(code: FunctionCode, names: set[str]) -> set[str]:
    """Return the names that these names may depend on, with themselves."""
    found, left = set(names), list(names)
    reads = [(_defined(statement), set(_needed(code, statement))) for statement in code.statements]
    while left:
        name = left.pop()
        for defined, needed in reads:
            if name in defined:
                left += needed - found
                found |= needed
    return found


def _defined(statement: ast.stmt) -> set[str]:
    """Return the names whose values a statement sets or changes."""
    if isinstance(statement, ast.Assign):
        targets: list[ast.expr] = statement.targets
    elif isinstance(statement, (ast.AugAssign, ast.AnnAssign, ast.For)):
        targets = [statement.target]
    else:
        return set()
    return {name for target in targets for name in _roots(target)}


def _roots(target: ast.expr) -> Iterator[str]:
    while isinstance(target, (ast.Subscript, ast.Attribute, ast.Starred)):
        target = target.value
    if isinstance(target, ast.Tuple):
        for part in target.elts:
            yield from _roots(part)
    elif isinstance(target, ast.Name):
        yield target.id


def _needed(code: FunctionCode, statement: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement reads, and those that the conditions around it read."""
    yield from _read(statement)
    node: ast.AST = statement
    while node in code.parents:
        node = code.parents[node]
        if isinstance(node, (ast.If, ast.While)):
            yield from _read(node.test)
        elif isinstance(node, ast.For):
            yield from _read(node.iter)


def _read(node: ast.AST) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
