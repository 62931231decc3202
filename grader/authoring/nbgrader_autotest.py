"""Expands nbgrader's `AUTOTEST` lines: asserts that type and value of an expression are those of the solved notebook.

Source: nbgrader 0.9.6, `autotests.yml` of its documentation, whose templates these are.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

LINE = re.compile(r"^([ \t]*)#+[ \t]*((?:HASHED[ \t]+)?)AUTOTEST\b(.*)$", re.MULTILINE)
"""A line to expand; group 1 is its indent, group 2 is there where values are hashed, group 3 are expressions."""
Texts = Callable[[str], list[str]]
"""A function that runs statements on the solved notebook and returns the list of texts that they print."""

_SEQUENCE = ("type({0})", "len({0})", "sorted(map(str, {0}))", "{0}")
_TEMPLATES = {
    "float": ("type({0})", "round({0}, 2)"),
    "set": ("type({0})", "len({0})", "{0}"),
    "list": _SEQUENCE,
    "tuple": _SEQUENCE,
    "str": ("type({0})", "len({0})", "{0}.lower()", "{0}"),
    "dict": (
        *("type({0})", "len(list({0}.keys()))", "sorted(map(str, {0}.keys()))", "sorted(map(str, {0}.values()))"),
        "{0}",
    ),
    "type": ("{0}",),
    "DataFrame": ("type({0})", "{0}.reindex(sorted({0}.columns), axis=1)"),
}
"""By the name of a value's type, what is compared of it, as text; of all others type and value."""


def expanded(code: str, texts: Texts) -> str:
    """Return a test cell with asserts in place of its `AUTOTEST` lines.

    Args:
        code: the cell's text.
        texts: runs statements on the solved notebook.

    Raises:
        ValueError: an expression is no Python, or the solved notebook gives no value for it.
    """
    lines: list[str] = []
    for line in code.splitlines():
        found = LINE.match(line)
        if found is None:
            lines.append(line)
            continue
        for expression in filter(None, (part.strip() for part in found.group(3).split(";"))):
            lines += [f"{found.group(1)}{test}" for test in _tests(expression, "\n".join(lines), texts)]
    return "\n".join(lines)


def _tests(expression: str, before: str, texts: Texts) -> list[str]:
    try:
        ast.parse(expression, mode="eval")
    except SyntaxError as error:
        raise ValueError(f"`{expression}` of its AUTOTEST is no expression of Python") from error
    kind = texts(f"{before}\nprint([type({expression}).__name__])")
    compared = [part.format(expression) for part in _TEMPLATES.get(kind[0], ("type({0})", "{0}"))] if kind else []
    values = texts(f"{before}\nprint([{', '.join(f'str({part})' for part in compared)}])") if compared else []
    if not values or any(" at 0x" in value for value in values):
        raise ValueError(f"the solved notebook gives no value for `{expression}` of its AUTOTEST")
    return [
        f"assert str({part}) == {value!r}, {f'`{part}` is not as it should be'!r}"
        for part, value in zip(compared, values, strict=True)
    ]
