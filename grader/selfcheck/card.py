"""Shows a check's result to a student: as HTML, as Markdown, or in a terminal."""

from __future__ import annotations

from .html import html
from .line import Content
from .text import markdown, plain


class Card(Content):
    """The answer to one call; rich in a notebook, as good in a terminal."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """For notebooks."""
        return html(self)

    def _repr_markdown_(self) -> str:
        """For what shows Markdown alone."""
        return markdown(self)

    def __repr__(self) -> str:
        """For terminals."""
        return plain(self)
