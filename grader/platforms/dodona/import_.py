"""Dodona: reads the zip of a series' or a course's submissions, with its `info.csv`.

Source: dodona-edu/dodona, app/helpers/export_helper.rb, commits 11adb2c and 8568c61: the zip holds one file of code a
submission, and `info.csv` one row for each, where the teacher asked for it. The two versions differ in the columns
behind `filename`, `id` and `full_name`; those that only one of them has may be missing here.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping
from pathlib import PurePosixPath

from grader.errors import CallerError
from grader.model.roster import Entry
from grader.platforms.arrival import Arrival, Arrivals, LeftOut
from grader.platforms.dates import iso
from grader.platforms.download import Download
from grader.submission.files import MAX_FILE, GatheredFile

NAME = "dodona"
"""The platform's name."""
INFO = "info.csv"
"""The file that lists each file's student and exercise."""
_NEEDED = ("filename", "id", "full_name")

Row = Mapping[str, str]
"""One row of `info.csv`, by column."""


def fits(download: Download) -> bool:
    """Return whether a download is a zip of Dodona: its `info.csv` has the columns that Dodona writes."""
    return bool(_rows(download))


def arrivals(download: Download, _assignment: str = "") -> Arrivals:
    """Find the hand-ins: a student's exercises make one hand-in, with a file named after each exercise.

    Of several submissions for an exercise, the newest is taken, which has the highest number.

    Raises:
        CallerError: the rows of `info.csv` name files that are not there.
    """
    by_student: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(download):
        if row["filename"] in download.items and _submission(row):
            by_student[row["id"]].append(row)
    if not by_student:
        raise _without_files(download)
    named = {row["filename"] for rows in by_student.values() for row in rows}
    left_out = [LeftOut(path=path, why="no_hand_in") for path in download.items if path not in named | {INFO}]
    found = tuple(_arrival(rows, download.items) for rows in by_student.values())
    return Arrivals(found=found, left_out=tuple(left_out))


def _arrival(rows: list[Row], items: Mapping[str, GatheredFile]) -> Arrival:
    rows = sorted(rows, key=_submission)
    last = rows[-1]
    entry = Entry(
        student=last["id"],
        name=last["full_name"],
        email=last.get("email") or "",
        login=last.get("username") or "",
        submitted_at=iso(last.get("created_at") or "", last["filename"]),
        platform=NAME,
        key=last["filename"],
    )
    files = {_exercise(row): items[row["filename"]] for row in rows}
    return Arrival(id=f"{last['full_name']}_{last['id']}", items=files, entries=(entry,))


def _exercise(row: Row) -> str:
    """Return an exercise's name with the file's ending: `layers.py` for `layers/Jane Doe.py` and `Jane Doe/layers.py`.

    Dodona writes the path as folders for course, series, student and exercise, in an order that the teacher chooses,
    and a submission's number behind them where there are several. The student's part begins with the full name.
    """
    path = PurePosixPath(row["filename"])
    parts = [*path.parts[:-1], path.stem]
    if len(parts) > 1 and parts[-1].isdecimal():
        parts.pop()
    student = len(parts) > 1 and parts[-1].startswith(row["full_name"])
    return f"{parts[-2 if student else -1]}{path.suffix}"


def _submission(row: Row) -> int:
    """Return a submission's number in Dodona; 0 for the empty file of a student who handed in nothing."""
    number = row.get("submission_id") or ""
    if "submission_id" not in row:
        stem = PurePosixPath(row["filename"]).stem
        number = stem if stem.isdecimal() else "1"
    return int(number) if number.isdecimal() else 0


def _rows(download: Download) -> list[Row]:
    """Read the rows of `info.csv`; empty where Dodona's file is missing."""
    if INFO not in download.items:
        return []
    try:
        text = download.items[INFO].read(MAX_FILE).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except (OSError, ValueError, RuntimeError, EOFError, csv.Error):
        return []
    return [row for row in rows if all(row.get(column) for column in _NEEDED)]


def _without_files(download: Download) -> CallerError:
    return CallerError("info_without_submissions", where=str(download.path), file=INFO)
