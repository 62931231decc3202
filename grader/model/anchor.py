"""Names a notebook's cells by what is still the same when a student hands it in: tags and unchanged text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def anchors_of(source: str, tags: Sequence[str]) -> tuple[str, ...]:
    """Return the anchors of a cell: one for each tag (nbgrader's `grade_id` is one), and one for its text.

    Args:
        source: its text.
        tags: its tags.
    """
    text = " ".join(source.split())
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
    return (*(f"tag {tag}" for tag in tags), *((f"text {digest}",) if text else ()))


def anchors_from(cells: Sequence[tuple[str, Sequence[str]]], place: str) -> tuple[str, ...]:
    """Return the anchors of the cell of a template at which a test stands, and of those behind it; none without it.

    Args:
        cells: text and tags of each of the template's cells.
        place: a tag of the cell, or words in it.
    """
    named = [anchors_of(source, tags) for source, tags in cells]
    tagged = [index for index, (_, tags) in enumerate(cells) if place in tags]
    holding = [index for index, (source, _) in enumerate(cells) if place in source]
    start = next(iter(tagged + holding), None)
    if start is None:
        return ()
    times = Counter(anchor for anchors in named for anchor in set(anchors))
    return tuple(anchor for anchors in named[start:] for anchor in anchors if times[anchor] == 1)


def first_places(cells: Iterable[tuple[int, str, Sequence[str]]]) -> dict[str, int]:
    """Return for each anchor the place of the first cell that has it.

    Args:
        cells: place, text and tags of each cell, in order.
    """
    found: dict[str, int] = {}
    for place, source, tags in cells:
        for anchor in anchors_of(source, tags):
            found.setdefault(anchor, place)
    return found


def place_at(anchors: Iterable[str], places: Mapping[str, int]) -> int | None:
    """Return the place of the first of some anchors that is there; None where none is.

    Args:
        anchors: the anchors, best first.
        places: the places, by anchor.
    """
    return next((places[anchor] for anchor in anchors if anchor in places), None)


def text_of_cell(cell: Mapping[str, Any]) -> str:
    """Return the text of a cell as nbformat 4 writes it."""
    source = cell.get("source", "")
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def tags_of_cell(cell: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the tags of a cell as nbformat 4 writes it, and its `grade_id` of nbgrader."""
    about = cell.get("metadata", {})
    tags, own = about.get("tags", []), about.get("nbgrader", {})
    ids = [str(own["grade_id"])] if isinstance(own, dict) and "grade_id" in own else []
    return (*(str(tag) for tag in tags if isinstance(tags, list)), *ids)
