"""Edits that take one function for another like it: sum and mean, var and std, max and min."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .calls import keyword_of, numpy_call, with_keyword
from .edit import Edit, EditKind
from .function_code import FunctionCode

_ALIKE = (
    ("mean", "sum", "var", "std"),
    ("max", "min", "argmax"),
    ("argmax", "argmin"),
    ("maximum", "minimum"),
    ("zeros_like", "ones_like"),
    ("zeros", "ones"),
    ("sin", "cos"),
    ("exp", "log", "expm1", "log1p"),
    ("sqrt", "square", "abs"),
    ("dot", "multiply"),
    ("cumsum", "cumprod"),
    ("floor", "ceil"),
)
"""Functions that are taken for each other."""
_STATISTICS = _ALIKE[0]


def edits(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that call another function of the same kind, or set the degrees of freedom of a variance."""
    for node in code.nodes:
        name = numpy_call(node)
        if name is None or not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        for group in _ALIKE:
            for other in group if name in group else ():
                if other != name:
                    kind = EditKind.REDUCTION if group is _STATISTICS else EditKind.FUNCTION
                    text = code.text(node.func)[: -len(name)] + other
                    yield code.edit(kind, node.func, text, bare=True, function=other, old_function=name)
        if name in ("var", "std"):
            yield _ddof(code, node, name)


def _ddof(code: FunctionCode, node: ast.Call, name: str) -> Edit:
    value = keyword_of(node, "ddof")
    if value is None:
        text = with_keyword(code, node, "ddof=1")
        return code.edit(EditKind.DDOF, node, text, bare=True, function=name, ddof="1")
    other = "0" if code.text(value) != "0" else "1"
    return code.edit(EditKind.DDOF, value, other, bare=True, function=name, ddof=other)
