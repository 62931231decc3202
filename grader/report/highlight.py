"""Renders Python code as safe HTML, line by line, with a few kinds of tokens highlighted."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup, escape
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Operator, String, _TokenType

from .plain import shown_signs

_KINDS = ((Comment, "com"), (String, "str"), (Keyword, "kw"), (Operator.Word, "kw"))
"""Kinds of tokens with a style of their own; all others are plain."""


def highlighted(lines: list[str]) -> list[Markup]:
    """Return each line of code as HTML; its text is escaped, and invisible characters are shown."""
    found: list[list[Markup]] = [[]]
    text = "\n".join(shown_signs(line.expandtabs(8)) for line in lines)
    for kind, words in PythonLexer(stripnl=False, ensurenl=False).get_tokens(text):
        look = _look(kind)
        for place, part in enumerate(words.split("\n")):
            if place:
                found.append([])
            found[-1].append(_span(part, look))
    return [Markup("").join(parts) for parts in found[: len(lines)]]


@cache
def _look(kind: _TokenType) -> str:
    return next((name for parent, name in _KINDS if kind in parent), "")


def _span(text: str, look: str) -> Markup:
    if not text or not look:
        return escape(text)
    return Markup(f'<span class="{look}">{escape(text)}</span>')  # noqa: S704 - both parts are safe right here
