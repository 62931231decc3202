"""Chooses the bodies that students write themselves: of every function and method that solves something."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator

from .statements import Statement

Function = ast.FunctionDef | ast.AsyncFunctionDef
"""A definition of a function or method."""
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
"""Code inside of a function that returns and yields for itself."""


def functions_below(node: ast.stmt) -> Iterator[tuple[str, Function]]:
    """Yield a top-level definition, or the methods of a class and of its inner classes, by full name."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield node.name, node
    elif isinstance(node, ast.ClassDef):
        for inner in node.body:
            yield from ((f"{node.name}.{name}", found) for name, found in functions_below(inner))


def solved_bodies(statements: Iterable[Statement], asked: Collection[str], given: Collection[str]) -> list[str]:
    """Return the functions and methods whose bodies students must not get, by full name.

    Args:
        statements: the notebook's statements.
        asked: the functions that are questions.
        given: names of functions, classes or methods that are given out on purpose.
    """
    found = (
        name
        for statement in statements
        for name, node in functions_below(statement.node)
        if name in asked or (not {name, name.split(".")[0]} & set(given) and _solves(node))
    )
    return list(dict.fromkeys(found))


def _solves(node: Function) -> bool:
    """Return whether a function gives a value, or changes one of its arguments in a way that is not plain storing."""
    own = {argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}
    return any(_gives(part) or _changes(part, own) for part in _own_parts(node.body))


def _own_parts(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    for part in body:
        yield part
        if not isinstance(part, SCOPES):
            yield from _own_parts(ast.iter_child_nodes(part))


def _gives(part: ast.AST) -> bool:
    if isinstance(part, ast.Return):
        return part.value is not None and ast.unparse(part.value) != "None"
    return isinstance(part, ast.Yield | ast.YieldFrom)


def _changes(part: ast.AST, arguments: set[str]) -> bool:
    """Return whether a statement stores something in an argument; `self.x = x` alone keeps what was given."""
    if isinstance(part, ast.Assign) and isinstance(part.value, ast.Name | ast.Constant):
        return False
    targets = part.targets if isinstance(part, ast.Assign) else [getattr(part, "target", None)]
    if not isinstance(part, ast.Assign | ast.AugAssign | ast.AnnAssign):
        return False
    return any(_base_of(target) in arguments for target in targets if isinstance(target, ast.Attribute | ast.Subscript))


def _base_of(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
