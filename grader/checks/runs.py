"""The check `runs`: cells of the notebook ran to their end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from grader.model.check import Seen
from grader.model.evidence import Evidence
from grader.model.observation import CellStatus
from grader.model.rubric import CellSelector

from .cells import run_of
from .claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs(Claim):
    """Cells of the notebook ran without an exception."""

    kind: ClassVar[str] = "runs"
    held_sentence: ClassVar[str] = "measured.runs"

    cells: tuple[CellSelector, ...]
    """Which cells."""
    requires: tuple[str, ...]
    """Questions in proportion to whose points it pays."""

    def required(self) -> tuple[str, ...]:
        """Return the questions in proportion to whose points it pays."""
        return self.requires

    def measure(self, seen: Seen) -> Evidence:
        """Return how many of the cells ran to their end."""
        runs = [run_of(cell, seen.record.submission.cells, seen.record.transcript) for cell in self.cells]
        fine = sum(run is not None and run.status is CellStatus.OK for run in runs)
        return Evidence(comparisons=(), facts={"held": fine, "of": len(runs)})
