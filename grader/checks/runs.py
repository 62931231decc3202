"""Defines the check `runs`: cells of the notebook ran to their end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grader.model.check import Check, Context, NamedCell, Sentence
from grader.model.evidence import Evidence
from grader.model.observation import CellStatus, Transcript
from grader.model.result import CriterionResult
from grader.model.rubric import CellSelector
from grader.model.submission import Cell, CellKind

from .cells import run_of
from .claim import claim_next, claim_words, decide_shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs(Check):
    """Cells of the notebook ran without an exception."""

    kind = "runs"

    cells: tuple[CellSelector, ...]
    """The cells."""
    requires: tuple[str, ...]
    """Ids of the questions whose earned points it is paid in proportion to."""

    @property
    def requires_questions(self) -> tuple[str, ...]:
        """Return the ids of the questions whose earned points it is paid in proportion to."""
        return self.requires

    @property
    def named_cells(self) -> tuple[NamedCell, ...]:
        """Return the cells that must run."""
        return tuple(NamedCell(selector=selector, kind=CellKind.CODE) for selector in self.cells)

    def measure(self, context: Context) -> Evidence:
        """Count the cells that ran to their end."""
        return ran(self, context.record.submission.cells, context.record.transcript)

    def decide(self, context: Context) -> CriterionResult:
        """Return points in proportion to the cells that ran and to the required questions."""
        return decide_shown(context)

    def measured_words(self, result: CriterionResult) -> tuple[Sentence, ...]:
        """Return how many cells ran."""
        return claim_words("measured.runs", result)

    def next_words(self, result: CriterionResult) -> Sentence | None:
        """Return the sentence on the next step."""
        return claim_next("next.cells", result)


def ran(check: Runs, cells: Sequence[Cell], transcript: Transcript) -> Evidence:
    """Count the cells of a check that ran to their end."""
    found = [run_of(selector, cells, transcript) for selector in check.cells]
    fine = sum(run is not None and run.status is CellStatus.OK for run in found)
    return Evidence(comparisons=(), facts={"held": fine, "of": len(found)})
