"""Shows an answer of the self-check to a student: as HTML, as Markdown, or as plain text."""

from __future__ import annotations

from typing import Any

from .html import html
from .line import Content
from .text import markdown, plain


class Card(Content):
    """The answer to one call, which a notebook shows as HTML and a terminal as plain text."""

    __slots__ = ()

    def summary(self) -> dict[str, Any]:
        """Return its main parts as JSON values, the output of `check --json`."""
        lines = [{"tone": line.tone.value, "title": line.title, "verdict": line.verdict} for line in self.lines]
        return {"tone": self.tone.value, "verdict": self.verdict, "bar": self.bar, "lines": lines}

    def _repr_html_(self) -> str:
        """Return the card as HTML, for notebooks."""
        return html(self)

    def _repr_markdown_(self) -> str:
        """Return the card as Markdown, for editors that show no HTML."""
        return markdown(self)

    def __repr__(self) -> str:
        """Return the card as plain text, for terminals."""
        return plain(self)
