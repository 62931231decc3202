"""Edits of conditions: a comparison that looks the wrong way, and one that is too narrow or too wide."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .edit import Edit, EditKind
from .function_code import FunctionCode

_INSTEAD: dict[type[ast.cmpop], tuple[str, ...]] = {
    ast.Gt: (">=", "<", "<="),
    ast.GtE: (">", "<=", "<"),
    ast.Lt: ("<=", ">", ">="),
    ast.LtE: ("<", ">=", ">"),
    ast.Eq: ("!=",),
    ast.NotEq: ("==",),
    ast.Is: ("is not",),
    ast.IsNot: ("is",),
    ast.In: ("not in",),
    ast.NotIn: ("in",),
}

_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}
MOST_WORDS = 8
"""Most words of the module's that a value is compared with."""


def edits(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits of comparisons and of what is tested."""
    for node in code.nodes:
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            left, right = code.shielded(node.left), code.shielded(node.comparators[0])
            for sign in _INSTEAD[type(node.ops[0])]:
                off = sign == "!=" and isinstance(node.comparators[0], ast.Constant)  # it may hold always
                text, old = f"{left} {sign} {right}", _SIGNS[type(node.ops[0])]
                yield code.edit(EditKind.CONDITION, node, text, switches_off=off, operator=sign, old_operator=old)
        if isinstance(node, (ast.If, ast.IfExp, ast.While)):
            yield from _whole(code, node.test)
        if isinstance(node, ast.BoolOp):
            for part in node.values:
                yield code.edit(EditKind.CONDITION, node, code.shielded(part), size=2)
            other = "or" if isinstance(node.op, ast.And) else "and"
            yield code.edit(EditKind.CONDITION, node, f" {other} ".join(map(code.shielded, node.values)))


def _looks_for_none(test: ast.expr) -> bool:
    return isinstance(test, ast.Compare) and isinstance(test.ops[0], (ast.Is, ast.IsNot))


def _whole(code: FunctionCode, test: ast.expr) -> Iterator[Edit]:
    """Yield the edits that widen a test to every value that counts as true, and those that turn it."""
    if (
        isinstance(test, ast.Compare)
        and isinstance(test.ops[0], ast.Eq)
        and isinstance(test.comparators[0], ast.Constant)
    ):
        yield code.edit(EditKind.CONDITION, test, code.text(test.left), size=2)
        yield code.edit(EditKind.CONDITION, test, f"{code.text(test.left)} is not None", size=2)
    elif isinstance(test, (ast.Name, ast.Attribute, ast.Subscript)) or _looks_for_none(test):
        tested = test.left if isinstance(test, ast.Compare) else test
        for word in code.keys[:MOST_WORDS]:
            yield code.edit(EditKind.CONDITION, test, f"{code.text(tested)} == {word!r}", size=2)
    if not isinstance(test, ast.Compare):
        yield code.edit(EditKind.CONDITION, test, f"not {code.shielded(test)}", size=2)
    if isinstance(test, ast.BoolOp):
        return
    for text in ("True", "False"):
        yield code.edit(EditKind.CONDITION, test, text, size=2, bare=True, switches_off=True)
