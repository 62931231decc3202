"""Edits of numbers: constants, exponents, and the bounds of loops and slices."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .edit import Edit, EditKind
from .function_code import FunctionCode

_OFF = ("0", "1")
"""Numbers that may only switch something off, as a factor, an exponent or a momentum."""


def edits(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that put another number in the place of one."""
    for node in code.nodes:
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            assert isinstance(node.value, (int, float))  # noqa: S101 - chosen by this
            kind = _kind(code, node)
            old = _signed(code, node)
            for value in _others(node.value, kind):
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


def _others(value: float, kind: EditKind) -> list[float]:
    """Return the numbers that are likeliest meant."""
    if kind is EditKind.BOUND:
        return [value + 1, value - 1, *([0] if value not in (0, 1, -1) else [])]
    if kind is EditKind.POWER:
        near: list[float] = [1.5, 3, 0.5, 2, 1, value + 1, value - 1]
    else:
        near = [2, 0.5, 1, value + 1, value - 1, value * 2, value / 2, 0, 3, 1.0 - value if 0 < value < 1 else 1e-5]
    return [other for other in dict.fromkeys(near) if other != value]
