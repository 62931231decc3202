"""Edits of terms and factors: one too many, one missing, or one in another place."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator

from .edit import Edit, EditKind
from .function_code import FunctionCode

MOST_FACTORS = 14
"""Most names that are tried as a missing factor of one value."""
MOST_ELEMENTS = 5
"""Most elements of arrays, and attributes, that are tried as one."""
MOST_IN_PRODUCT = 7
"""Most names of which two are tried as a missing product."""


def extra(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that drop one side of a sum or product, or a call around its argument."""
    for node in code.nodes:
        if isinstance(node, ast.BinOp):
            keeps = (node.left, node.right) if isinstance(node.op, (ast.Add, ast.Mult, ast.MatMult)) else (node.left,)
            if isinstance(node.op, (ast.Sub, ast.Div)):
                sign = "-" if isinstance(node.op, ast.Sub) else "1 / "
                yield _dropped(code, node, node.left, f"{sign}{code.shielded(node.right)}")
            for kept in keeps:
                yield _dropped(code, node, node.left if kept is node.right else node.right, code.shielded(kept))
        if isinstance(node, ast.Call) and len(node.args) >= 1 and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            if name in ("sum", "mean", "abs", "exp", "log", "maximum", "clip", "square"):
                text = code.shielded(node.args[0])
                yield code.edit(EditKind.TERM_EXTRA, node, text, bare=True, size=2, term=f"{name}()")


def _dropped(code: FunctionCode, node: ast.BinOp, gone: ast.expr, text: str) -> Edit:
    return code.edit(EditKind.TERM_EXTRA, node, text, size=2, term=code.text(gone))


def numbers(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that double or halve a value."""
    for node in _values(code):
        for number in ("0.5", "2"):
            text = f"{number} * {code.shielded(node)}"
            yield code.edit(EditKind.FACTOR_MISSING, node, text, size=2, name=number)


def factors(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that multiply or divide a value by a name that may be missing."""
    for node in _values(code):
        for name in _named(code, node):
            for sign in ("*", "/"):
                text = f"{code.shielded(node)} {sign} {name}"
                yield code.edit(EditKind.FACTOR_MISSING, node, text, size=2, name=name)


def missing(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that add or take away a term that may be missing: a name, a mean or a sum."""
    for node in _values(code):
        if not isinstance(node, (ast.BinOp, ast.Call, ast.Name)):
            continue
        text = code.shielded(node)
        for name in _named(code, node):
            for sign in ("+", "-"):
                yield code.edit(EditKind.TERM_MISSING, node, f"{text} {sign} {name}", size=2, name=name)
        for axis in ("0", "1, keepdims=True"):
            mean = f"np.mean({code.text(node)}, axis={axis})"
            yield code.edit(EditKind.TERM_MISSING, node, f"{text} - {mean}", size=2, name="mean")


def products(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that add a product of two names that may be missing."""
    for node in _values(code):
        if isinstance(code.parents.get(node), (ast.Assign, ast.AugAssign, ast.Return, ast.Tuple)):
            names = _names(code, node)[:MOST_IN_PRODUCT]
            for one, other in itertools.combinations(names, 2):
                for sign in ("+", "-"):
                    text = f"{code.shielded(node)} {sign} {one} * {other}"
                    yield code.edit(EditKind.TERM_MISSING, node, text, size=3, name=f"{one} * {other}")


def wholes(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that take the sum of all of a factor, half of an attribute's part, or a list's missing member."""
    for node in code.nodes:
        parent = code.parents.get(node)
        factor = isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.Mult, ast.Div))
        whole = isinstance(parent, (ast.Assign, ast.AugAssign, ast.Return))
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.Pow)) and (factor or whole):
            yield code.edit(EditKind.TERM_MISSING, node, f"np.sum({code.text(node)})", bare=True, size=2, name="sum()")
        if isinstance(node, (ast.BinOp, ast.Call)) and (factor or whole):
            for name in [name for name in code.elements if name.startswith("self.")][:6]:
                text = f"0.5 * {name} * {code.shielded(node)}"
                yield code.edit(EditKind.FACTOR_MISSING, node, text, size=2, name=name)
        if whole and isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and "[" in code.text(node):
            for name in [arg.arg for arg in code.node.args.args if arg.arg != "self"][:4]:
                for text in (f"{code.text(node)} + [{name}]", f"[{name}] + {code.text(node)}"):
                    yield code.edit(EditKind.TERM_MISSING, node, text, size=2, name=name)


def summed(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that take the sum or mean of a value along an axis."""
    for node in _values(code):
        parent = code.parents.get(node)
        if isinstance(parent, (ast.Assign, ast.Return, ast.Tuple, ast.Subscript)):
            for function in ("sum", "mean"):
                for axis in ("axis=0", "axis=1", "axis=1, keepdims=True"):
                    text = f"np.{function}({code.text(node)}, {axis})"
                    yield code.edit(EditKind.TERM_MISSING, node, text, bare=True, size=2, name=f"{function}()")


def _values(code: FunctionCode) -> Iterator[ast.expr]:
    """Yield the expressions that stand for a whole value, a term or a factor, larger ones first."""
    for node in code.nodes:
        if not isinstance(node, (ast.BinOp, ast.Call, ast.Name, ast.Subscript, ast.Attribute)):
            continue
        if isinstance(node, (ast.Name, ast.Subscript, ast.Attribute)) and not isinstance(node.ctx, ast.Load):
            continue
        parent = code.parents.get(node)
        if isinstance(parent, ast.Call) and node is parent.func:
            continue
        term = isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.Add, ast.Sub, ast.Div))
        whole = isinstance(parent, (ast.Assign, ast.AugAssign, ast.Return, ast.Tuple))
        argument = isinstance(parent, ast.Call) and parent.args[:1] == [node]
        raised = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow) and node is parent.left
        if whole or term or argument or raised or _is_asked(code, node):
            yield node


def _is_asked(code: FunctionCode, node: ast.expr) -> bool:
    """Return whether a method or attribute is asked of a value, as in `(a * b).sum(0)`; of modules none is."""
    if isinstance(node, ast.Name) and node.id not in code.names:
        return False
    return isinstance(code.parents.get(node), ast.Attribute) and not isinstance(node, ast.Attribute)


def _named(code: FunctionCode, node: ast.expr) -> list[str]:
    """Return the names that may be missing beside a value: those assigned nearest before it first, then elements."""
    return [*_names(code, node), *code.elements[:MOST_ELEMENTS]]


def _names(code: FunctionCode, node: ast.expr) -> list[str]:
    here = code.statement_of(node).lineno
    places = {
        name.id: name.lineno
        for name in code.nodes
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store) and name.lineno < here
    }
    args = [arg.arg for arg in code.node.args.args if arg.arg != "self"]
    known = [name for name in code.names if name in places or name in args]
    used = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    return sorted(known, key=lambda name: (name in used, len(name) > 1, -places.get(name, 0)))[:MOST_FACTORS]
