"""Defines one number that a cell is to show, and the reading of what it shows in its place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grader.model.observation import CellStatus, Transcript
from grader.model.rubric import CellSelector
from grader.model.submission import Cell

from .cells import run_of, select
from .shown_numbers import ShownNumber, numbers_in


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

    @property
    def is_told(self) -> bool:
        """Return whether students read the bounds; two bounds around a value would give it away (decisions/0026)."""
        return None in (self.least, self.most) or (0 in (self.least, self.most) and self.least != self.most)

    def allows(self, number: ShownNumber) -> bool:
        """Return whether a number is within the bounds; NaN and what has an imaginary part never is."""
        least = -math.inf if self.least is None else self.least
        most = math.inf if self.most is None else self.most
        return number.value.imag == 0 and least <= number.value.real <= most

    def keeps(self, found: Iterable[ShownNumber]) -> bool:
        """Return whether at least one number was found and all of them are within the bounds."""
        allowed = [self.allows(number) for number in found]
        return bool(allowed) and all(allowed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What our run of a cell shows where a number is looked for."""

    shown: Shown
    """The number that is looked for."""
    cell: int | None
    """Index of the cell among all cells, from 0; None where the notebook has no such cell."""
    status: CellStatus
    """How our run of the cell ended; `not_run` where there is none."""
    found: tuple[ShownNumber, ...]
    """The numbers after the label, in order."""

    @property
    def holds(self) -> bool:
        """Return whether at least one number was found and all of them are within the bounds."""
        return self.shown.keeps(self.found)


def read(shown: Shown, cells: Sequence[Cell], transcript: Transcript) -> Reading:
    """Return what our run shows where a number is looked for.

    Args:
        shown: the label and the cell.
        cells: the notebook's cells.
        transcript: the record of our run.
    """
    cell = select(shown.cell, cells, "code")
    run = run_of(shown.cell, cells, transcript)
    return Reading(
        shown=shown,
        cell=None if cell is None else cell.index,
        status=CellStatus.NOT_RUN if run is None else run.status,
        found=() if run is None else tuple(numbers_in(shown.label, run.shown)),
    )


def read_handed_in(shown: Shown, cells: Sequence[Cell]) -> tuple[ShownNumber, ...]:
    """Return the numbers after a label in the notebook as it was handed in."""
    cell = select(shown.cell, cells, "code")
    return () if cell is None else tuple(numbers_in(shown.label, cell.shown))
