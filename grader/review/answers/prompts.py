"""Reads what a question asks, and what a right answer says, from the rubric and the template beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import GraderError
from grader.gradebook.class_record import ClassSettings
from grader.model.submission import Cell, CellKind
from grader.submission.choose_notebook import template_cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What markers read of a question before they read answers."""

    asked: str = ""
    """The template's cells of the question, as markdown."""
    expected: str = ""
    """What a right answer says, as markdown."""


class Prompts:
    """Keeps the prompts of a class; they are read again when it was graded by another rubric."""

    def __init__(self) -> None:
        self._read = ""
        self._found: Mapping[str, Prompt] = {}

    def now(self, about: ClassSettings) -> Mapping[str, Prompt]:
        """Return the prompts by `question.criterion`; none of the assignment's code runs for that."""
        if about.sha256 != self._read:
            self._found, self._read = dict(_prompts(tomllib.loads(about.text), Path(about.rubric).parent)), about.sha256
        return self._found


def _prompts(rubric: Mapping[str, Any], folder: Path) -> Iterator[tuple[str, Prompt]]:
    cells = _template(folder / rubric["assignment"]["template"] / rubric["assignment"]["notebook"])
    for question in rubric["question"]:
        for criterion in question["criterion"]:
            if criterion["check"] == "answer":
                asked = _asked(criterion["cell"], cells, is_whole=criterion.get("whole", False))
                expected = criterion.get("expected", "").strip()
                yield f"{question['id']}.{criterion['id']}", Prompt(asked=asked, expected=expected)


def _template(notebook: Path) -> Sequence[Cell]:
    """Return the template's cells; none where it is not there any more, which costs the prompts alone."""
    try:
        return template_cells(notebook.read_bytes())
    except (OSError, GraderError):
        return ()


def _asked(selector: Mapping[str, str], cells: Sequence[Cell], *, is_whole: bool) -> str:
    """Return the cell of a question; with the text above it, where the cell is code or only leaves room."""
    place = _place(selector, cells)
    if place is None:
        return ""
    cell, above = cells[place], cells[place - 1] if place else None
    shown = f"```python\n{cell.source.strip()}\n```" if cell.kind == CellKind.CODE else cell.source.strip()
    if above is not None and above.kind != CellKind.CODE and (is_whole or cell.kind == CellKind.CODE):
        return f"{above.source.strip()}\n\n{shown}"
    return shown


def _place(selector: Mapping[str, str], cells: Sequence[Cell]) -> int | None:
    tag, words = selector.get("tag"), selector.get("contains", "").casefold()
    tagged = [place for place, cell in enumerate(cells) if tag and tag in cell.tags]
    holding = [
        place
        for place, cell in enumerate(cells)
        if words and cell.kind != CellKind.CODE and words in cell.source.casefold()
    ]
    return next(iter(tagged + holding), None)
