"""Writes a line of student code so that it no longer depends on layout, comments and the names of own variables."""

from __future__ import annotations

import ast
import io
import keyword
import textwrap
import tokenize
from collections.abc import Callable
from functools import lru_cache

_LEFT_OUT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
_BEGINNINGS = {"elif": "if True: pass\n", "else": "if True: pass\n", "except": "try: pass\n", "finally": "try: pass\n"}
"""What stands above a line that cannot stand alone, by its first word."""


@lru_cache(maxsize=4096)
def normalised(line: str, source: str) -> str:
    """Return a line of code with own variables numbered in the order in which they occur in it.

    Args:
        line: the line's text.
        source: the code that contains it, from which it is told which names are own variables; where it cannot be
            read, all names stay.
    """
    numbers: dict[str, int] = {}
    own = own_names(source)

    def told(name: str) -> str:
        return f"v{numbers.setdefault(name, len(numbers) + 1)}" if name in own else name

    statement = _statement(line.strip())
    return _tokens(line.strip(), told) if statement is None else _unparsed(statement, told)


def _statement(text: str) -> ast.stmt | None:
    """Return the statement that a line is, or the head of one; None where it is only a part of one."""
    above = _BEGINNINGS.get(text.partition(" ")[0].rstrip(":"), "")
    for below in ("", "\n pass"):
        try:
            body = ast.parse(above + text + below).body
        except _UNREADABLE:
            continue
        if len(body) == 1:
            return body[0]
    return None


def _unparsed(statement: ast.stmt, told: Callable[[str], str]) -> str:
    names = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
    for node in sorted(names, key=lambda node: (node.lineno, node.col_offset)):
        node.id = told(node.id)
    return " ".join(line.strip() for line in ast.unparse(statement).splitlines() if line.strip() != "pass")


def _tokens(text: str, told: Callable[[str], str]) -> str:
    """Return the words and signs of a part of a statement, and what cannot be read behind them as it is."""
    found: list[str] = []
    end = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            end = token.end[1] if token.start[0] == 1 else end
            if token.type not in _LEFT_OUT and token.string:
                found.append(told(token.string) if found[-1:] != ["."] else token.string)
    except (tokenize.TokenError, SyntaxError):  # it goes on below
        found += filter(None, [text[end:].strip()])
    return " ".join(found)


@lru_cache(maxsize=1024)
def own_names(source: str) -> frozenset[str]:
    """Return the names that functions of some code bind, without their parameters and what they import.

    Args:
        source: the code; empty where none is known.
    """
    try:
        tree = ast.parse(textwrap.dedent(source))
    except _UNREADABLE:
        return frozenset()
    bound, given = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            given |= {one.arg for one in _arguments(node.args)}
    return frozenset(name for name in bound - given if not keyword.iskeyword(name))


def _arguments(args: ast.arguments) -> list[ast.arg]:
    further = [one for one in (args.vararg, args.kwarg) if one is not None]
    return [*args.posonlyargs, *args.args, *args.kwonlyargs, *further]
