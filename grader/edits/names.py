"""Edits that take one value for another: names in scope, attributes, keys, and misspelt names."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator

from .edit import Edit, EditKind
from .function_code import BUILT_IN, MODULES, FunctionCode

MOST_NAMES = 16
"""Most names that are tried in one place."""


def edits(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that put another name of the scope in the place of one, those with a like name first."""
    called = {node.func for node in code.nodes if isinstance(node, ast.Call)}
    for node in code.nodes:
        if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load) or node in called:
            continue
        if node.id in MODULES or node.id in BUILT_IN:
            continue
        for name in likeliest(node.id, [*_before(code, node), *code.unbound[:2]]):
            yield code.edit(EditKind.NAME, node, name, bare=True, name=name, old_name=node.id)


def _before(code: FunctionCode, node: ast.Name) -> list[str]:
    """Return the names that have a value when a name is read: arguments, and those assigned on earlier lines."""
    first = {
        name.id: name.lineno
        for name in reversed(code.nodes)
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
    }
    loops = any(isinstance(statement, (ast.For, ast.While)) for statement in code.statements)
    return [
        name
        for name in code.names
        if loops or first.get(name, 0) < code.statement_of(node).lineno or name in _args(code)
    ]


def _args(code: FunctionCode) -> set[str]:
    return {arg.arg for arg in code.node.args.args}


def likeliest(name: str, others: list[str] | tuple[str, ...]) -> list[str]:
    """Return the names that are likeliest meant instead of one, those spelt alike first."""
    found = [other for other in dict.fromkeys(others) if other != name]
    matcher = difflib.SequenceMatcher(b=name.lower(), autojunk=False)

    def unlike(other: str) -> float:
        matcher.set_seq1(other.lower())
        return -matcher.ratio()

    return sorted(found, key=unlike)[:MOST_NAMES]
