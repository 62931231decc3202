"""Turns a cell's text into plain Python: IPython's own lines become empty, so that line numbers stay the same."""

from __future__ import annotations

import ast
import re

MAGICS = ("%", "!", "?")
"""Characters that begin a line of IPython's own syntax."""
MOST_TRIES = 40
"""Most lines that are taken out one after the other; of more, all are."""
COMMANDS = ("%", "!")
"""The same for test code, where a line that begins with `?` is an error."""


_ASSIGNED = re.compile(r"^(\s*\w[\w.,\s\[\]\"']*=\s*)[%!].*$")
"""A line such as `files = !ls`."""


def without_magics(source: str, signs: tuple[str, ...] = MAGICS) -> str:
    """Return the text with each line emptied that begins with one of the signs, and with None in place of `x = !ls`.

    Where a block consists of such lines alone, `pass` stands in their place. A line that Python reads, such as the
    second one of a remainder or of a text, stays.
    """
    lines = source.splitlines()
    plain = [_plain(line, signs) for line in lines]
    if plain == lines:
        return source
    found = list(lines)
    for _ in range(MOST_TRIES):
        fault = _fault_in("\n".join(found))
        if not fault or fault > len(lines) or found[fault - 1] == plain[fault - 1]:
            break
        found[fault - 1] = plain[fault - 1]
    passing = "\n".join(plain if _fault_in("\n".join(found)) else found)
    taken = [new != old and new.strip() == "pass" for new, old in zip(passing.split("\n"), lines, strict=True)]
    emptied = "\n".join("" if gone else new for gone, new in zip(taken, passing.split("\n"), strict=True))
    return passing if _fault_in(emptied) and not _fault_in(passing) else emptied


def _plain(line: str, signs: tuple[str, ...]) -> str:
    body = line.lstrip()
    if body.startswith(signs):
        return line[: len(line) - len(body)] + "pass"
    assigned = _ASSIGNED.match(line) if "=" in line else None
    return line if assigned is None else f"{assigned[1]}None"


def _fault_in(source: str) -> int:
    """Return the line at which Python cannot read a text, from 1; 0 where it reads all of it."""
    try:
        ast.parse(source)
    except SyntaxError as error:
        return error.lineno or 1
    except (ValueError, RecursionError, MemoryError):
        return 1
    return 0
