"""Reads calls of numpy's functions and methods, and writes them with other arguments."""

from __future__ import annotations

import ast

from .function_code import FunctionCode

REDUCTIONS = ("sum", "mean", "var", "std", "max", "min", "prod", "argmax", "argmin")
"""Functions that reduce an array along axes."""


def numpy_call(node: ast.AST) -> str | None:
    """Return the name of the function or method that a call is of, `sum` of both `np.sum(x)` and `x.sum()`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr
    return None


def keyword_of(node: ast.Call, name: str) -> ast.expr | None:
    """Return the value of a call's keyword; None where it has none."""
    return next((keyword.value for keyword in node.keywords if keyword.arg == name), None)


def with_keyword(code: FunctionCode, node: ast.Call, keyword: str) -> str:
    """Return the text of a call with one keyword more, behind its last argument and before what is written there."""
    parts: list[ast.expr | ast.keyword] = [*node.args, *node.keywords]
    last = max((code.end(part) for part in parts), default=code.end(node) - 1)
    head = code.content[code.start(node) : last].decode()
    tail = code.content[last : code.end(node)].decode()
    if tail.count(")") > 1 and "#" not in tail:  # the last argument stands in parentheses
        inner, tail = tail.rsplit(")", 1)[0], ")"
        head += inner.rstrip()
    return f"{head}{', ' if parts else ''}{keyword}{tail}"


def argument_text(code: FunctionCode, node: ast.Call) -> str:
    """Return the text of a call's arguments."""
    parts: list[ast.expr | ast.keyword] = [*node.args, *node.keywords]
    return ", ".join(code.text(part) for part in parts)
