"""The gradebook of a folder of results."""

from __future__ import annotations

import csv
from pathlib import Path

from grader.errors import CallerError
from grader.intake.roster import FILE, read_roster
from grader.model.grade import Grade
from grader.model.roster import Entry

_OWN = 6
"""Columns of results.csv before those of the questions."""


def grades_of(folder: Path) -> tuple[Grade, ...]:
    """What each student in a folder of results got.

    Raises:
        CallerError: nothing was graded there.
    """
    roster = {entry.student: entry for entry in read_roster(folder / FILE)} if (folder / FILE).is_file() else {}
    try:
        with (folder / "results.csv").open(encoding="utf-8", newline="") as file:
            return tuple(_grade(row, roster) for row in csv.DictReader(file))
    except OSError as error:
        raise CallerError(
            f"there are no results ({error.strerror}).",
            why="Grades are read from results.csv, which `grader batch` writes.",
            mend="Give the folder that was --out of `grader batch`.",
            where=str(folder),
        ) from error


def _grade(row: dict[str, str], roster: dict[str, Entry]) -> Grade:
    student, submission = (row[key].removeprefix("'") for key in ("student", "submission"))
    failed = row["status"] == "error" or not row["score"]
    return Grade(
        entry=roster.get(student) or Entry(student=student, submission=submission),
        status=row["status"],
        score=None if failed else float(row["score"]),
        max_score=float(row["max_score"]),
        pending=float(row["pending"] or 0),
        questions={name: float(row[name]) for name in list(row)[_OWN:] if row[name]},
        attempts=int(bool(submission)),
    )
