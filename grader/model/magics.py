"""Turns a cell's text into plain Python: IPython's own lines become empty, so that line numbers stay the same."""

from __future__ import annotations

import ast
import re

MAGICS = ("%", "!", "?")
"""Characters that begin a line of IPython's own syntax."""
COMMANDS = ("%", "!")
"""The same for test code, where a line that begins with `?` is an error."""


_ASSIGNED = re.compile(r"^(\s*\w[\w.,\s\[\]\"']*=\s*)[%!].*$")
"""A line such as `files = !ls`."""


def without_magics(source: str, signs: tuple[str, ...] = MAGICS) -> str:
    """Return the text with `pass` in place of each line that begins with one of the signs, and of `!ls` in `x = !ls`.

    A block may consist of such a line alone, so it is not left empty; inside of brackets, it must be.
    """
    lines = source.splitlines()
    plain = [_plain(line, signs) for line in lines]
    if plain == lines or _parses(source):
        return source
    passing = "\n".join(plain)
    emptied = "\n".join("" if line.lstrip().startswith(signs) else new for line, new in zip(lines, plain, strict=True))
    return emptied if not _parses(passing) and _parses(emptied) else passing


def _plain(line: str, signs: tuple[str, ...]) -> str:
    body = line.lstrip()
    if body.startswith(signs):
        return line[: len(line) - len(body)] + "pass"
    assigned = _ASSIGNED.match(line) if "=" in line else None
    return line if assigned is None else f"{assigned[1]}None"


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
