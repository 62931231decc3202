"""Edits of roots: eps inside and outside, a root or a square that is missing, and one that is too many."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .edit import Edit, EditKind
from .function_code import FunctionCode


def edits(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that move a summand into or out of a root, and those that take a root or a square."""
    for node in code.nodes:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            yield from _into_root(code, node)
        root = _rooted(node)
        if root is not None and isinstance(node, ast.expr):
            yield from _out_of_root(code, node, root)
            yield code.edit(EditKind.POWER, node, code.shielded(root), bare=True, size=1, power="1")
            continue
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            yield code.edit(EditKind.POWER, node, code.shielded(node.left), bare=True, power="1")
        if _may_be_rooted(code, node):
            assert isinstance(node, ast.expr)  # noqa: S101 - checked there
            text = code.text(node)
            yield code.edit(EditKind.POWER, node, f"np.sqrt({text})", bare=True, power="1/2")
            yield code.edit(EditKind.POWER, node, f"{code.shielded(node)} ** 2", power="2")


def _rooted(node: ast.AST) -> ast.expr | None:
    """Return what a root is taken of, by `np.sqrt(x)` or `x ** 0.5`; None for other nodes."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "sqrt" and node.args:
        return node.args[0]
    half = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and isinstance(node.right, ast.Constant)
    return node.left if half and isinstance(node, ast.BinOp) and node.right.value == 0.5 else None  # type: ignore[attr-defined]


def _into_root(code: FunctionCode, node: ast.BinOp) -> Iterator[Edit]:
    """Yield `sqrt(v + eps)` for `sqrt(v) + eps` and for `std + eps`."""
    for root, other in ((node.left, node.right), (node.right, node.left)):
        inside, summand = _rooted(root), code.text(other)
        if inside is not None:
            text = f"np.sqrt({code.text(inside)} + {summand})"
            yield code.edit(EditKind.EPS_PLACE, node, text, bare=True, name=summand)
        elif isinstance(root, ast.Call) and isinstance(root.func, ast.Attribute) and root.func.attr == "std":
            variance = code.text(root).replace(".std(", ".var(", 1)
            text = f"np.sqrt({variance} + {summand})"
            yield code.edit(EditKind.EPS_PLACE, node, text, bare=True, name=summand)
        elif isinstance(other, ast.Name) and isinstance(root, ast.Name):
            text = f"np.sqrt({root.id} ** 2 + {summand})"
            yield code.edit(EditKind.EPS_PLACE, node, text, bare=True, name=summand, size=2)


def _out_of_root(code: FunctionCode, node: ast.expr, root: ast.expr) -> Iterator[Edit]:
    """Yield `sqrt(v) + eps` for `sqrt(v + eps)`."""
    if isinstance(root, ast.BinOp) and isinstance(root.op, ast.Add):
        text = f"np.sqrt({code.text(root.left)}) + {code.shielded(root.right)}"
        yield code.edit(EditKind.EPS_PLACE, node, text, name=code.text(root.right))
        if isinstance(root.left, ast.BinOp) and isinstance(root.left.op, ast.Pow):
            text = f"{code.shielded(root.left.left)} + {code.shielded(root.right)}"
            yield code.edit(EditKind.EPS_PLACE, node, text, name=code.text(root.right))


def _may_be_rooted(code: FunctionCode, node: ast.AST) -> bool:
    """Return whether a node is a value, a divisor or a factor that may lack a root or a square."""
    if not isinstance(node, (ast.BinOp, ast.Name, ast.Call, ast.Subscript)):
        return False
    if isinstance(node, (ast.Name, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
        return False
    parent = code.parents.get(node)
    factor = isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.Mult, ast.Div))
    return factor or isinstance(parent, ast.Assign) or _rooted(parent or node) is node
