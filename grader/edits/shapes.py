"""Edits of shapes: transposed, flattened, an axis more."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .edit import Edit, EditKind
from .function_code import FunctionCode

_DROPPED = ("reshape", "transpose", "squeeze", "ravel", "flatten", "copy", "astype", "item")
"""Methods that are left out."""
_FORMS = ("{}.T", "{}.ravel()", "{}[:, None]", "{}.reshape(-1, 1)", "{}.squeeze()")


def dropped(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that leave out a step which transposes, flattens or reshapes."""
    for node in code.nodes:
        if isinstance(node, ast.Attribute) and node.attr == "T" and isinstance(node.ctx, ast.Load):
            yield code.edit(EditKind.SHAPE, node, code.text(node.value), bare=True)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _DROPPED:
            if not (isinstance(node.func.value, ast.Name) and node.func.value.id in ("np", "numpy")):
                yield code.edit(EditKind.SHAPE, node, code.text(node.func.value), bare=True, size=2)
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and _adds_axis(node.slice):
            yield code.edit(EditKind.SHAPE, node, code.text(node.value), bare=True)


def edits(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that transpose, flatten or reshape a value."""
    shaped = [arg.arg for arg in code.node.args.args if arg.arg != "self"]
    for node in code.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _DROPPED:
            yield from _permuted(code, node)
        if not _is_value(code, node):
            continue
        assert isinstance(node, ast.expr)  # noqa: S101 - checked there
        for form in _FORMS:
            yield code.edit(EditKind.SHAPE, node, form.format(code.shielded(node)), bare=True)
        if isinstance(code.parents.get(node), (ast.Assign, ast.Return, ast.Tuple)):
            for name in shaped[:2]:
                yield code.edit(EditKind.SHAPE, node, f"{code.shielded(node)}.reshape({name}.shape)", bare=True, size=2)


def _adds_axis(index: ast.expr) -> bool:
    """Return whether an index only adds axes, as `[:, None]` does."""
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    kept = [part for part in parts if isinstance(part, ast.Slice) and part.lower is part.upper is part.step is None]
    named = [part for part in parts if _is_new_axis(part)]
    return bool(named) and len(kept) + len(named) == len(parts)


def _is_new_axis(part: ast.expr) -> bool:
    return (isinstance(part, ast.Constant) and part.value is None) or (
        isinstance(part, ast.Attribute) and part.attr == "newaxis"
    )


def _permuted(code: FunctionCode, node: ast.Call) -> Iterator[Edit]:
    """Yield the edits that exchange two neighbouring arguments: axes of a transpose, lengths of a shape."""
    args = [code.text(arg) for arg in node.args]
    for place in range(len(args) - 1):
        swapped = [*args[:place], args[place + 1], args[place], *args[place + 2 :]]
        text = f"{code.text(node.func)}({', '.join(swapped)})"
        yield code.edit(EditKind.SHAPE, node, text, bare=True)


def _is_value(code: FunctionCode, node: ast.AST) -> bool:
    if not isinstance(node, (ast.Name, ast.Call, ast.BinOp, ast.Subscript)):
        return False
    if isinstance(node, (ast.Name, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
        return False
    parent = code.parents.get(node)
    argument = isinstance(parent, ast.Call) and node in parent.args and isinstance(parent.func, ast.Attribute)
    return argument or isinstance(parent, (ast.BinOp, ast.Assign, ast.Return, ast.Tuple))
