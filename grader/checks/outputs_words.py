"""Words what the check `outputs` looked for and what it found in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from grader.model.check import Sentence
from grader.model.observation import CellStatus

from .reading import Reading, Shown
from .shown_numbers import ShownNumber

MOST_TOLD = 3
"""Largest number of readings that are told, and of numbers in one of them."""
LONGEST = 40
"""Largest number of a number's characters that are told."""


def reading_words(readings: Sequence[Reading]) -> Iterator[Sentence]:
    """Yield, for the first readings that do not hold, the sentences on what was looked for and what was found."""
    told = list(_alike([reading for reading in readings if not reading.holds]))
    for group in told[:MOST_TOLD]:
        yield _looked_for(group[0].shown, [reading.shown.label for reading in group])
        yield _found(group[0])
    left = sum(len(group) for group in told[MOST_TOLD:])
    if left:
        yield Sentence(key="measured.shown_more", facts={"count": left})


def _alike(readings: Sequence[Reading]) -> Iterator[list[Reading]]:
    """Yield neighbours together of which the same is told: the same bounds, and no number in the same cell."""

    def told(place_reading: tuple[int, Reading]) -> tuple[object, ...]:
        place, reading = place_reading
        shown = reading.shown
        return shown.least, shown.most, reading.cell, reading.status, place if reading.found else None

    for _, group in groupby(enumerate(readings), key=told):
        yield [reading for _, reading in group]


def reading_next(readings: Sequence[Reading]) -> str:
    """Return the key of the sentence on the next step for readings that do not all hold."""
    wrong = [reading for reading in readings if not reading.holds]
    if any(reading.cell is None for reading in wrong):
        return "next.outputs_cell"
    return "next.outputs" if all(reading.status is CellStatus.OK for reading in wrong) else "next.cells"


def reading_line(reading: Reading) -> str:
    """Return label, found numbers and bounds on one line, for staff: `dx error: 0.5 [0, 1e-06]`."""
    shown = reading.shown
    least = "-inf" if shown.least is None else _bound(shown.least)
    most = "inf" if shown.most is None else _bound(shown.most)
    return f"{shown.label} {told_numbers(_outside(reading)) or '-'} [{least}, {most}]"


def told_numbers(found: Sequence[ShownNumber]) -> str:
    """Return the first of some numbers as they were shown; empty for none."""
    texts = [number.text if len(number.text) <= LONGEST else f"{number.text[:LONGEST]}..." for number in found]
    return ", ".join(texts[:MOST_TOLD] + ["..."] * (len(texts) > MOST_TOLD))


def _looked_for(shown: Shown, labels: Sequence[str]) -> Sentence:
    label = {"label": ", ".join(labels)}
    if not shown.is_told:
        return Sentence(key="measured.shown_untold", facts=label)
    bounds = {
        name: _bound(bound) for name, bound in (("least", shown.least), ("most", shown.most)) if bound is not None
    }
    key = "between" if len(bounds) == 2 else next(iter(bounds))
    return Sentence(key=f"measured.shown_{key}", facts={**label, **bounds})


def _found(reading: Reading) -> Sentence:
    if reading.cell is None:
        return Sentence(key="measured.shown_no_cell")
    place = {"cell": reading.cell + 1}
    if reading.found:
        found = told_numbers(_outside(reading))
        return Sentence(key="measured.shown_found", facts={**place, "found": found})
    if reading.status is CellStatus.OK:
        return Sentence(key="measured.shown_none", facts=place)
    stopped = reading.status is not CellStatus.NOT_RUN
    return Sentence(key="measured.shown_stopped" if stopped else "measured.shown_not_run", facts=place)


def _outside(reading: Reading) -> list[ShownNumber]:
    """Return the numbers out of bounds alone, since of a long array a few are told."""
    return [number for number in reading.found if not reading.shown.allows(number)]


def _bound(bound: float) -> str:
    return f"{bound:.12g}"
