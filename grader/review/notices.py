"""Collects what every page says on top: what was done, what waits to be written, what changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .request import ReviewRequest

MOST_LINES = 5
"""Most lines of a file that a sentence names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence on top of a page."""

    kind: str
    """`done`, `note` or `trouble`: how it looks."""
    text: str
    """The sentence, in which only code spans are markup."""


def notices_of(request: ReviewRequest) -> tuple[Notice, ...]:
    """Return the sentences on top of a page."""
    return tuple(_notices(request))


def _notices(request: ReviewRequest) -> Iterator[Notice]:
    w, said = request.words, f"review.said_{request.query.get('said', '')}"
    if w.has(said):
        yield Notice(kind="done", text=w(said))
    trouble = request.review.trouble(request.state, request.language)
    if trouble:
        yield Notice(kind="trouble", text=trouble)
    broken = request.state.said.broken
    if broken:
        numbers = w("style.between_items").join(map(str, broken[:MOST_LINES]))
        yield Notice(kind="trouble", text=w("review.broken_appeals", count=len(broken), lines=numbers))
    if request.review.is_busy():
        yield Notice(kind="note", text=w("review.busy"))
    elif request.state.is_behind:
        count = len(request.state.unwritten)
        yield Notice(kind="note", text=w("review.unwritten", count=count) if count else w("review.unwritten_words"))
