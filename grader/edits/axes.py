"""Edits of the axes along which arrays are reduced, and of `keepdims`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .calls import REDUCTIONS, keyword_of, numpy_call, with_keyword
from .edit import Edit, EditKind
from .function_code import FunctionCode

_AXES = ("0", "1", "-1", "None", "(0, 2, 3)", "(2, 3)", "(1, 2, 3)", "(0, 1)", "2", "3")
"""The axes that are tried, likeliest first."""
_MOST = 6
"""Most axes that are tried in one place."""


def edits(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that exchange, add or drop an axis or `keepdims`."""
    for node in code.nodes:
        name = numpy_call(node)
        if not isinstance(node, ast.Call) or name is None:
            continue
        axis = keyword_of(node, "axis") or _placed(node, name)
        if axis is not None:
            yield from _other_axis(code, axis, name)
        elif name in REDUCTIONS:
            for value in _AXES[:3]:
                text = with_keyword(code, node, f"axis={value}")
                yield code.edit(EditKind.AXIS, node, text, bare=True, function=name, axis=value, old_axis="")
        if name in REDUCTIONS:
            yield _keepdims(code, node, name)


def _placed(node: ast.Call, name: str) -> ast.expr | None:
    """Return the axis where it is given by its place: the last argument that is a number or a tuple of them."""
    least = 1 if _is_method(node) else 2
    last = node.args[-1] if len(node.args) >= least and name in REDUCTIONS else None
    return last if isinstance(last, (ast.Constant, ast.Tuple)) else None


def _is_method(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute) and not (
        isinstance(node.func.value, ast.Name) and node.func.value.id in ("np", "numpy")
    )


def _other_axis(code: FunctionCode, axis: ast.expr, name: str) -> Iterator[Edit]:
    old = code.text(axis).replace(" ", "")
    tried = [value for value in _AXES if value.replace(" ", "") != old and (value != "-1" or old != "1")]
    for value in tried[:_MOST]:
        yield code.edit(EditKind.AXIS, axis, value, bare=True, function=name, axis=value, old_axis=code.text(axis))


def _keepdims(code: FunctionCode, node: ast.Call, name: str) -> Edit:
    present = next((keyword for keyword in node.keywords if keyword.arg == "keepdims"), None)
    if present is None:
        text = with_keyword(code, node, "keepdims=True")
        return code.edit(EditKind.KEEPDIMS, node, text, bare=True, function=name, keeps="True")
    return code.edit(EditKind.KEEPDIMS, present, "keepdims=False", bare=True, function=name, keeps="False")
