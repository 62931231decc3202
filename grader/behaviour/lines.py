"""Writes a line of student code so that it no longer depends on spacing, comments and the names of own variables."""

from __future__ import annotations

import ast
import io
import keyword
import textwrap
import tokenize
from functools import lru_cache

_LEFT_OUT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def normalised(line: str, source: str) -> str:
    """Return a line of code with own variables numbered in the order in which they occur in it.

    Args:
        line: the line's text.
        source: the code that contains it, from which it is told which names are own variables; where it cannot be
            read, all names stay.
    """
    own = own_names(source)
    found: list[str] = []
    numbers: dict[str, int] = {}
    depth, before = 0, ""
    tokens = _tokens(line)
    for place, text in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        is_keyword = depth > 0 and following == "=" and before in ("(", ",")
        depth += (text in "([{") - (text in ")]}")
        is_own = text in own and before != "." and not is_keyword
        found.append(f"v{numbers.setdefault(text, len(numbers) + 1)}" if is_own else text)
        before = text
    return " ".join(found)


def _tokens(line: str) -> list[str]:
    """Return the words and signs of a line; those in front of what cannot be read, and then the rest as it is."""
    text, found, end = line.strip(), [], 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type not in _LEFT_OUT and token.start[0] == 1:
                found.append(token.string)
                end = token.end[1]
            elif token.type == tokenize.COMMENT:
                end = token.end[1]
    except (tokenize.TokenError, SyntaxError):  # a line of a statement that goes on below
        rest = text[end:].strip()
        found += [rest] if rest else []
    return found


@lru_cache(maxsize=1024)
def own_names(source: str) -> frozenset[str]:
    """Return the names that functions of some code bind, without their parameters and what they import.

    Args:
        source: the code; empty where none is known.
    """
    try:
        tree = ast.parse(textwrap.dedent(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
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
