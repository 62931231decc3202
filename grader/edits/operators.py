"""Edits of operators and signs, and of the order of two operands."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .edit import Edit, EditKind
from .function_code import FunctionCode

_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"}
_INSTEAD: dict[type[ast.operator], tuple[str, ...]] = {
    ast.Add: ("-", "*", "/"),
    ast.Sub: ("+", "/", "*"),
    ast.Mult: ("/", "+", "-", "**", "@"),
    ast.Div: ("*", "//", "-", "+"),
    ast.Pow: ("*",),
    ast.FloorDiv: ("/", "*"),
    ast.MatMult: ("*",),
}
"""For each operator those that are likeliest meant."""


def edits(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that exchange an operator, swap operands, or turn a sign."""
    for node in code.nodes:
        if isinstance(node, ast.BinOp):
            yield from _operator(code, node)
        if isinstance(node, ast.AugAssign) and type(node.op) in _INSTEAD:
            yield from _augmented(code, node)
        if _may_be_negative(code, node):
            assert isinstance(node, ast.expr)  # noqa: S101 - checked there
            if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
                yield code.edit(EditKind.SIGN, node, code.shielded(node.operand), bare=True)
            elif not isinstance(code.parents.get(node), ast.UnaryOp):
                yield code.edit(EditKind.SIGN, node, f"-{_product(code, node)}")


def _operator(code: FunctionCode, node: ast.BinOp) -> Iterator[Edit]:
    left, right = code.shielded(node.left), code.shielded(node.right)
    for sign in _INSTEAD.get(type(node.op), ()):
        if right in ("1", "1.0") and sign in ("*", "/", "//", "**"):  # it would only leave the other side
            continue
        old = _SIGNS.get(type(node.op), "")
        yield code.edit(EditKind.OPERATOR, node, f"{left} {sign} {right}", operator=sign, old_operator=old)
    if isinstance(node.op, (ast.Sub, ast.Div, ast.Pow)):
        yield code.edit(EditKind.SWAPPED, node, f"{right} {_SIGNS[type(node.op)]} {left}")


def _augmented(code: FunctionCode, node: ast.AugAssign) -> Iterator[Edit]:
    target, value = code.text(node.target), code.text(node.value)
    for sign in _INSTEAD[type(node.op)]:
        if sign not in ("@", "**"):
            old = f"{_SIGNS.get(type(node.op), '')}="
            text = f"{target} {sign}= {value}"
            yield code.edit(EditKind.OPERATOR, node, text, operator=f"{sign}=", old_operator=old)


def _may_be_negative(code: FunctionCode, node: ast.AST) -> bool:
    """Return whether a node is a whole value, a term or a factor, whose sign can be turned."""
    if not isinstance(node, (ast.BinOp, ast.Call, ast.Name, ast.UnaryOp, ast.Subscript)):
        return False
    if isinstance(node, (ast.Name, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
        return False
    parent = code.parents.get(node)
    if isinstance(parent, (ast.Assign, ast.AugAssign, ast.Return)):
        return True
    returned = isinstance(parent, ast.Tuple) and isinstance(code.parents.get(parent), ast.Return)
    term = isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.Add, ast.Sub))
    return returned or (term and isinstance(parent, ast.BinOp) and node is parent.left)


def _product(code: FunctionCode, node: ast.expr) -> str:
    return code.shielded(node)
