"""Finds the written answers of a solved notebook, which students write themselves and a person scores."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grader.authoring.converted import heading_of
from grader.model.anchor import text_of_cell

_MARK = re.compile(
    r"^(?:[^\w\n]|_)*(?:(?:your|my|our|model|sample|reference|suggested|expected)[ \t]+)?"
    r"(?:answer|solution|explanation|ans|a(?=[ \t]*[*_]*[:.])|答案|回答|解答|答)"
    r"(?:[ \t]+(?:to[ \t]+)?(?:question[ \t]+)?[(]?\w{1,3}[.)]?)?[ \t*_)]*(?:[:\uff1a][ \t*_]*|$)",
    re.IGNORECASE | re.MULTILINE,
)
"""The words before an answer, up to the colon behind them or the end of their line."""
_ASKS = re.compile(r"[?\uff1f][\s*_)\"'>]*$")
"""The end of a text that asks something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCell:
    """A cell with a written answer."""

    cell: int
    """Its index among all cells, from 0."""
    kept: str
    """What students keep of it: what stands before the answer."""
    title: str
    """The heading above it, or the beginning of what it answers."""
    tag: str
    """The tag by which the grader finds it again."""


def written_answers(notebook: Mapping[str, Any]) -> list[AnswerCell]:
    """Return the cells of a solved notebook that answer in words: marked as answers, or right behind a question.

    Args:
        notebook: the solved notebook, nbformat 4.
    """
    found: list[AnswerCell] = []
    for place, kept, title in _found(notebook["cells"]):
        found.append(AnswerCell(cell=place, kept=kept, title=title, tag=f"answer_{len(found) + 1}"))
    return found


def _found(cells: list[Mapping[str, Any]]) -> Iterator[tuple[int, str, str]]:
    """Yield the index of each answer's cell, what is kept of it, and its title."""
    heading, before = "", ""
    for place, cell in enumerate(cells):
        source = text_of_cell(cell).strip() if cell["cell_type"] == "markdown" else ""
        kept = _kept(cell, source, before)
        if kept is not None:
            asked = kept if kept and not _MARK.fullmatch(kept) else before
            yield place, kept, heading_of(kept) or heading or _beginning(asked)
        heading = heading_of(kept if kept is not None else source) or heading
        before = source if kept is None else ""


def _kept(cell: Mapping[str, Any], source: str, before: str) -> str | None:
    """Return what students keep of a cell; None where it answers nothing.

    Args:
        cell: the cell.
        source: its text; empty for code.
        before: the text of the cell above; empty for code and for an answer.
    """
    about = cell.get("metadata", {}).get("nbgrader", {})
    if not source or (about.get("solution") and about.get("grade")):
        return "" if source else None
    mark = _MARK.search(source)
    if mark is not None and source[mark.end() :].strip():
        return source[: mark.end()].rstrip()
    ends_with_mark = mark is None and bool(before) and _MARK.search(before.splitlines()[-1]) is not None
    asked = bool(before) and _ASKS.search(before) is not None
    plain = not source.startswith(("#", "!", "<", "|", "---")) and len(source.split()) > 2
    return "" if plain and mark is None and (ends_with_mark or asked) and not _ASKS.search(source) else None


def _beginning(text: str) -> str:
    words = " ".join(text.replace("*", "").replace("#", "").split())
    return words if len(words) <= 60 else f"{words[:57].rsplit(' ', 1)[0]} ..."
