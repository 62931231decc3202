"""The check `outputs`: numbers that the notebook's cells show keep to bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from grader.model.check import Seen
from grader.model.evidence import Evidence
from grader.model.rubric import Shown

from .cells import keeps, numbers
from .claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs(Claim):
    """Numbers that the notebook's cells show keep to bounds."""

    kind: ClassVar[str] = "outputs"
    held_sentence: ClassVar[str] = "measured.outputs"

    shown: tuple[Shown, ...]
    """Which numbers."""
    requires: tuple[str, ...]
    """Questions in proportion to whose points it pays."""

    def required(self) -> tuple[str, ...]:
        """Return the questions in proportion to whose points it pays."""
        return self.requires

    def shown_numbers(self) -> tuple[Shown, ...]:
        """Return the numbers that it looks for."""
        return self.shown

    def measure(self, seen: Seen) -> Evidence:
        """Return how many of the numbers our run shows within their bounds."""
        cells, transcript = seen.record.submission.cells, seen.record.transcript
        held = [keeps(shown, numbers(shown, cells, transcript)) for shown in self.shown]
        return Evidence(comparisons=(), facts={"held": sum(held), "of": len(held)})
