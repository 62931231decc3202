"""Edits of the arguments of calls: exchanged, left out, or not passed on."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .calls import REDUCTIONS, argument_text, numpy_call
from .edit import Edit, EditKind
from .function_code import FunctionCode
from .names import likeliest

MOST_PASSED = 8
"""Most names that are tried as one argument more of a call."""

_KEYWORDS = ("axis", "keepdims", "ddof", "dtype", "out", "where", "initial", "size", "shape")
"""Keywords of numpy's that may be meant by another."""
MOST_PLACED = 3
"""Most names that are tried before another argument."""


def edits(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that exchange two arguments, drop one, or pass on an argument of the function itself."""
    own = [arg.arg for arg in code.node.args.args if arg.arg != "self"]
    for node in code.nodes:
        if not isinstance(node, ast.Call):
            continue
        args = [code.text(arg) for arg in node.args]
        rest = [code.text(keyword) for keyword in node.keywords]
        for place in range(len(args) - 1):
            swapped = [*args[:place], args[place + 1], args[place], *args[place + 2 :]]
            yield _with(code, node, [*swapped, *rest], first=args[place], second=args[place + 1])
        if isinstance(node.func, ast.Name) and node.func.id not in ("range", "len", "print", "int", "float"):
            for place in range(len(args)):
                yield _with(code, node, [*args[:place], *args[place + 1 :], *rest], size=2, name=args[place])
            used = argument_text(code, node)
            for name in [*own, *reversed(code.names)][:MOST_PASSED]:
                if name not in used:
                    yield _with(code, node, [*args, name, *rest], size=2, name=name)
            for name in [name for name in [*own, *reversed(code.names)] if name not in used][:MOST_PLACED]:
                for place in range(len(args)):
                    yield _with(code, node, [*args[:place], name, *args[place:], *rest], size=2, name=name)


def keywords(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits that give a keyword another name, or leave it out."""
    calls = (node for node in code.nodes if isinstance(node, ast.Call) and numpy_call(node) in REDUCTIONS)
    for node, keyword in [(call, keyword) for call in calls for keyword in call.keywords]:
        if keyword.arg is not None and keyword.arg not in _KEYWORDS:
            for name in likeliest(keyword.arg, _KEYWORDS)[:2]:
                text = f"{name}={code.text(keyword.value)}"
                yield code.edit(EditKind.ARGUMENT, keyword, text, bare=True, name=name)
            parts: list[ast.expr | ast.keyword] = [*node.args, *node.keywords]
            yield _with(code, node, [code.text(part) for part in parts if part is not keyword], 2, name=keyword.arg)


def _with(code: FunctionCode, node: ast.Call, args: list[str], size: int = 1, **facts: str) -> Edit:
    text = f"{code.text(node.func)}({', '.join(args)})"
    called = code.text(node.func)
    return code.edit(EditKind.ARGUMENT, node, text, bare=True, size=size, switches_off=False, function=called, **facts)
