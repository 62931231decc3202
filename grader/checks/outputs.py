"""Defines the check `outputs`: numbers in the output of the notebook's cells are within bounds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.model.check import Check, Context, NamedCell, Sentence
from grader.model.evidence import Evidence
from grader.model.observation import Transcript
from grader.model.record import Record
from grader.model.result import CriterionResult, QuestionResult
from grader.model.rubric import CellSelector
from grader.model.submission import Audience, Cell, CellKind, Remark
from grader.model.verdict import Verdict

from .cells import run_of, select
from .claim import claim_next, claim_words, decide_shown

_NUMBER = r"\s*([-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+|nan|inf))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Numbers that a cell prints after a label, and their bounds."""

    label: str
    """The text in front of the number, such as `dx error:`."""
    cell: CellSelector
    """The cell that prints it."""
    least: float | None = None
    """Smallest number allowed."""
    most: float | None = None
    """Largest number allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs(Check):
    """Numbers in the output of the notebook's cells are within bounds."""

    kind = "outputs"

    shown: tuple[Shown, ...]
    """The numbers, with their bounds."""
    requires: tuple[str, ...]
    """Ids of the questions whose earned points it is paid in proportion to."""

    @property
    def requires_questions(self) -> tuple[str, ...]:
        """Return the ids of the questions whose earned points it is paid in proportion to."""
        return self.requires

    @property
    def named_cells(self) -> tuple[NamedCell, ...]:
        """Return the cells that print the numbers."""
        return tuple(NamedCell(selector=shown.cell, kind=CellKind.CODE) for shown in self.shown)

    def measure(self, context: Context) -> Evidence:
        """Count the numbers that are within their bounds."""
        return showed(self, context.record.submission.cells, context.record.transcript)

    def decide(self, context: Context) -> CriterionResult:
        """Return points in proportion to the numbers within bounds and to the required questions."""
        return decide_shown(context)

    def remarks(self, record: Record, results: Mapping[str, QuestionResult]) -> Iterator[Remark]:
        """Yield remarks on good numbers that our run does not give, and on good numbers of a function found wrong."""
        failed = [name for name in self.requires if results[name].verdict is Verdict.FAIL]
        for shown in self.shown:
            if _stale(shown, record):
                yield Remark(id="stale_outputs", audience=Audience.STUDENT, facts={"label": shown.label})
            question = next((q for q in failed if shown.cell.tag and q.replace("_", "-") == shown.cell.tag), None)
            if question and keeps(shown, numbers(shown, record.submission.cells, record.transcript)):
                facts = {"label": shown.label, "question": question}
                yield Remark(id="outputs_contradict", audience=Audience.STAFF, facts=facts)

    def measured_words(self, result: CriterionResult) -> tuple[Sentence, ...]:
        """Return how many numbers are within their bounds."""
        return claim_words("measured.outputs", result)

    def next_words(self, result: CriterionResult) -> Sentence | None:
        """Return the sentence on the next step."""
        return claim_next("next.cells", result)


def showed(check: Outputs, cells: Sequence[Cell], transcript: Transcript) -> Evidence:
    """Count the numbers of a check that our run printed and that are within their bounds."""
    held = [keeps(shown, numbers(shown, cells, transcript)) for shown in check.shown]
    return Evidence(comparisons=(), facts={"held": sum(held), "of": len(held)})


def numbers(shown: Shown, cells: Sequence[Cell], transcript: Transcript) -> list[float]:
    """Return the numbers after a label in the output of our run.

    Args:
        shown: the label and the cell.
        cells: the notebook's cells.
        transcript: the record of our run.
    """
    run = run_of(shown.cell, cells, transcript)
    return [] if run is None else numbers_in(shown.label, run.shown)


def numbers_in(label: str, text: str) -> list[float]:
    """Return all numbers after a label in a text."""
    return [float(match) for match in re.findall(re.escape(label) + _NUMBER, text)]


def keeps(shown: Shown, found: Sequence[float]) -> bool:
    """Return whether at least one number was found and all of them are within the bounds."""
    least = -math.inf if shown.least is None else shown.least
    most = math.inf if shown.most is None else shown.most
    return bool(found) and all(least <= number <= most for number in found)


def _stale(shown: Shown, record: Record) -> bool:
    """Return whether the notebook as handed in shows a good number that our run of it does not give."""
    cell = select(shown.cell, record.submission.cells, "code")
    handed_in = [] if cell is None else numbers_in(shown.label, cell.shown)
    return keeps(shown, handed_in) and not keeps(shown, numbers(shown, record.submission.cells, record.transcript))
