"""Reads what a question asks, and what a right answer says, from the rubric and the template beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.assignment.loader import load_assignment
from grader.assignment.translation import translated
from grader.checks.answer import Answer, answers_of
from grader.errors import GraderError
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
    """Keeps the prompts of a rubric; it is read again when its file changes."""

    def __init__(self) -> None:
        self._stamp: tuple[Path, int, str] | None = None
        self._found: Mapping[str, Prompt] = {}

    def now(self, rubric: Path, language: str) -> Mapping[str, Prompt]:
        """Return the prompts by `question.criterion`; none where the rubric cannot be read, which every page says."""
        try:
            stamp = rubric, rubric.stat().st_mtime_ns, language
            if stamp != self._stamp:
                self._found = _prompts(rubric, language)
                self._stamp = stamp
        except (OSError, GraderError):
            return {}
        return self._found


def _prompts(rubric: Path, language: str) -> Mapping[str, Prompt]:
    assignment = translated(load_assignment(rubric), rubric, language)
    notebook = assignment.template_folder / assignment.rubric.notebook
    cells = template_cells(notebook.read_bytes()) if notebook.is_file() else ()
    return {
        key: Prompt(asked=_asked(check, cells), expected=check.expected)
        for key, check in answers_of(assignment.rubric).items()
    }


def _asked(check: Answer, cells: Sequence[Cell]) -> str:
    """Return the cell of a question; with the text above it, where the cell is code or only leaves room."""
    place = _place(check, cells)
    if place is None:
        return ""
    cell, above = cells[place], cells[place - 1] if place else None
    shown = f"```python\n{cell.source.strip()}\n```" if cell.kind == CellKind.CODE else cell.source.strip()
    if above is not None and above.kind != CellKind.CODE and (check.whole or cell.kind == CellKind.CODE):
        return f"{above.source.strip()}\n\n{shown}"
    return shown


def _place(check: Answer, cells: Sequence[Cell]) -> int | None:
    tag, words = check.cell.tag, (check.cell.contains or "").casefold()
    tagged = [place for place, cell in enumerate(cells) if tag and tag in cell.tags]
    holding = [
        place
        for place, cell in enumerate(cells)
        if words and cell.kind != CellKind.CODE and words in cell.source.casefold()
    ]
    return next(iter(tagged + holding), None)
