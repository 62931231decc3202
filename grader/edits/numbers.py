"""Edits of numbers: constants, exponents, and the bounds of loops and slices."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from .edit import Edit, EditKind
from .function_code import FunctionCode

_OFF = ("0", "1")
"""Numbers that may only switch something off, as a factor, an exponent or a momentum."""

MOST_OWN = 8
"""Most numbers of the module's own that are tried in one place."""


def edits(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that put another number in the place of one."""
    for node in code.nodes:
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            assert isinstance(node.value, (int, float))  # noqa: S101 - chosen by this
            kind = _kind(code, node)
            old = _signed(code, node)
            usual = code.numbers[:MOST_OWN] if kind is EditKind.NUMBER else ()
            for value in _others(node.value, kind, usual):
                text = repr(value)
                off = text in _OFF and kind is EditKind.NUMBER
                bare = value >= 0
                yield code.edit(kind, node, text, bare=bare, switches_off=off, number=text, old_number=old)


def _kind(code: FunctionCode, node: ast.Constant) -> EditKind:
    parent = code.parents.get(node)
    if isinstance(parent, ast.UnaryOp):
        parent = code.parents.get(parent)
    if isinstance(parent, (ast.Slice, ast.Subscript)):
        return EditKind.BOUND
    if isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow) and node is not parent.left:
        return EditKind.POWER
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name) and parent.func.id in ("range", "xrange"):
        return EditKind.BOUND
    return EditKind.NUMBER


def _signed(code: FunctionCode, node: ast.Constant) -> str:
    parent = code.parents.get(node)
    return code.text(parent) if isinstance(parent, ast.UnaryOp) else code.text(node)


def _others(value: float, kind: EditKind, usual: Sequence[float]) -> list[float]:
    """Return the numbers that are likeliest meant, those that the module holds last."""
    if kind is EditKind.BOUND:
        return [value + 1, value - 1, *([0] if value not in (0, 1, -1) else [])]
    if kind is EditKind.POWER:
        near: list[float] = [1.5, 3, 0.5, 2, 1, value + 1, value - 1]
    else:
        near = [2, 0.5, 1, value + 1, value - 1, value * 2, value / 2, 0, 3, 1.0 - value if 0 < value < 1 else 1e-5]
    every = dict.fromkeys([*near, *usual])
    return [other for other in every if other != value]


def shifted(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that add or take away 1 where an index, a bound or a length is computed."""
    for node in code.nodes:
        if not isinstance(node, (ast.Name, ast.Attribute, ast.Call)) or not _counts(code, node):
            continue
        if not isinstance(node, ast.Call) and not isinstance(node.ctx, ast.Load):
            continue
        for text in (f"{code.text(node)} + 1", f"{code.text(node)} - 1"):
            yield code.edit(EditKind.BOUND, node, text, size=1)


def _counts(code: FunctionCode, node: ast.expr) -> bool:
    """Return whether an expression is an argument of `range`, an index or a side of a comparison of size."""
    parent = code.parents.get(node)
    if isinstance(parent, ast.Call):
        return isinstance(parent.func, ast.Name) and parent.func.id in ("range", "xrange") and node in parent.args
    sizes = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq)
    if isinstance(parent, ast.Compare):
        return isinstance(parent.ops[0], sizes) and isinstance(node, (ast.Name, ast.Attribute))
    if isinstance(parent, ast.Subscript):
        return node is parent.slice and isinstance(node, ast.Name)
    placeholder = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Mod)
    return (isinstance(parent, ast.Slice) and not isinstance(node, ast.Call)) or placeholder
