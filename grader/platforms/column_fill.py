"""Fills one column of a platform's table with grades."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from grader.errors import CallerError
from grader.model.grade import Grade, GradeStatus

from .csv_editor import Sheet, replaced
from .number_format import NumberFormat, exact
from .row_matching import MatchedRows, TableRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FillOptions:
    """The options by which a caller decides how the column is filled."""

    column: str = ""
    """The column to fill; empty to find it."""
    missing_zero: bool = False
    """Whether those who handed in nothing get a zero."""
    unreadable_zero: bool = False
    """Whether those whose hand-in could not be read get a zero."""
    scale: bool = False
    """Whether points are scaled to the platform's maximum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The column that grades go to."""

    sheet: Sheet
    """The platform's table."""
    where: str
    """The table's name, for errors."""
    column: int
    """The column's index."""
    numbers: NumberFormat
    """The form of its numbers."""
    most: Decimal | None
    """The maximum that stands there; None where there is none."""
    untouched: Callable[[TableRow], str]
    """A function that returns why a row must not be changed; empty if it may be."""
    too_much: bool = True
    """Whether the platform takes more points than the maximum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The filled table, and what was done for each student."""

    content: bytes
    """The file."""
    column: str
    """The title of the column that was filled."""
    written: tuple[str, ...] = ()
    """Students whose points were written."""
    zeros: tuple[str, ...] = ()
    """Students who handed in nothing, or what cannot be read, and have a zero now."""
    blank: tuple[str, ...] = ()
    """Students who handed in nothing, whose cells stay as they were."""
    left: Mapping[str, str] = field(default_factory=dict)
    """Why a student's cell was left alone, by id."""
    unread: tuple[str, ...] = ()
    """Students whose hand-in could not be read, whose cells stay as they were."""
    withheld: tuple[str, ...] = ()
    """Students whose points the grader withholds, because it failed itself."""
    matched: MatchedRows = field(default_factory=lambda: MatchedRows(rows={}))
    """Our students and the rows, matched."""
    notes: tuple[str, ...] = ()
    """Sentences for the person who exports."""


def filled(target: Target, matched: MatchedRows, grades: Collection[Grade], options: FillOptions) -> Filled:
    """Write each student's points into the student's row.

    Args:
        target: the table and its column.
        matched: the row of each student.
        grades: our students.
        options: how the column is filled.

    Raises:
        CallerError: the platform's maximum is another one than ours.
    """
    factor = _factor(target, grades, options)
    values: dict[tuple[int, int], str] = {}
    told: dict[str, list[str]] = {"written": [], "zeros": [], "blank": [], "unread": [], "withheld": []}
    left: dict[str, str] = {}
    for grade in grades:
        student = grade.entry.student
        row = matched.rows.get(student)
        if row is None:
            continue
        points = None if grade.score is None else exact(grade.score) * factor
        before = target.sheet.value(row.place, target.column)
        kind, value = _entered(grade, points, before, options)
        why = target.untouched(row) or (_over(target, points) if kind == "written" else "")
        if why:
            left[student] = why
            continue
        told[kind].append(student)
        if value is not None and target.numbers.written(value) != before:
            values[row.place, target.column] = target.numbers.written(value)
    return Filled(
        content=replaced(target.sheet, values),
        column=target.sheet.header[target.column],
        left=left,
        matched=matched,
        notes=_notes(target, factor),
        **{kind: tuple(students) for kind, students in told.items()},
    )


def _entered(grade: Grade, points: Decimal | None, before: str, options: FillOptions) -> tuple[str, Decimal | None]:
    """Return what is done to a cell, and its new number; a mark that was given by hand is not replaced by a zero."""
    if grade.status == GradeStatus.MISSING:
        zero = options.missing_zero and before in ("", "-")
        return ("zeros", Decimal(0)) if zero else ("blank", None)
    if grade.status == GradeStatus.UNREADABLE:
        zero = options.unreadable_zero and before in ("", "-")
        return ("zeros", Decimal(0)) if zero else ("unread", None)
    return ("withheld", None) if grade.status == GradeStatus.ERROR or points is None else ("written", points)


def _over(target: Target, points: Decimal | None) -> str:
    over = not target.too_much and points is not None and target.most is not None and points > target.most
    return f"the platform takes no more than {target.most}" if over else ""


def _notes(target: Target, factor: Decimal) -> tuple[str, ...]:
    notes = []
    if target.most is None:
        notes.append("The table says no maximum, so it was not compared.")
    if factor != 1:
        notes.append(f"Points were multiplied by {factor:.6g}.")
    return tuple(notes)


def _factor(target: Target, grades: Collection[Grade], options: FillOptions) -> Decimal:
    """Return the factor from our points to the platform's; 1 where the maxima agree."""
    ours = sorted({exact(grade.max_score) for grade in grades})
    if target.most is None or all(most == target.most for most in ours):
        return Decimal(1)
    if options.scale and len(ours) == 1 and ours[0] > 0 and target.most > 0:
        return target.most / ours[0]
    told = " and ".join(map(NumberFormat().written, ours))
    raise CallerError("maximum_differs", where=target.where, theirs=NumberFormat().written(target.most), ours=told)
