"""Writes and reads `gradebook.sqlite`: everything about a class in one file that any tool can query.

It can be deleted: reports, `roster.csv` and `overrides.jsonl` contain everything in it.

Why it is so: docs/decisions/0016.
"""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import msgspec

from grader.errors import MachineError
from grader.model.decision import Decision
from grader.model.grade import Grade, GradeStatus
from grader.model.roster import Entry

from .class_record import ClassSettings
from .rows import CriterionPoints, Row, StoredRows
from .schema import TABLES, migrate

FILE = "gradebook.sqlite"
"""Name of the file in a folder of results."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradebookContents:
    """The content of a gradebook."""

    about: ClassSettings
    """The settings that the class was graded with."""
    entries: tuple[Entry, ...]
    """The roster."""
    rows: Collection[Row]
    """The points of the submissions, in the order of the class; of a large class they are on disk."""
    decisions: tuple[Decision, ...]
    """People's decisions, oldest first."""

    def names(self) -> Iterator[str]:
        """Yield the ids of the submissions, in the order of the class; texts that are in memory already."""
        for known, row in zip(chain(self.about.submissions, repeat("")), self.rows):  # noqa: B905 - repeat never ends
            yield known if known == row.submission else row.submission


def write_store(folder: Path, contents: GradebookContents, grades: Iterable[Grade]) -> None:
    """Write everything into the file in one transaction, so that a reader sees either the old or the new content.

    Args:
        folder: the class's results.
        contents: the content of the gradebook.
        grades: each student's grade.

    Raises:
        MachineError: the file cannot be written.
    """
    about = {
        name: msgspec.json.encode(value).decode()
        for name, value in msgspec.to_builtins(contents.about, builtin_types=()).items()
    }
    try:
        with _opened(folder) as connection, connection:
            for table in TABLES:
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
            _insert(connection, "about", about.items())
            _insert(connection, "entry", map(_numbered, enumerate(contents.entries)))
            _insert(connection, "submission", map(_head, enumerate(contents.rows)))
            _insert(connection, "question", _questions(contents.rows))
            _insert(connection, "criterion", _criteria(contents.rows))
            _insert(connection, "decision", map(_numbered, enumerate(contents.decisions)))
            _insert(connection, "grade", map(_grade, enumerate(grades)))
    except sqlite3.DatabaseError:  # what lies there is no database any more
        (folder / FILE).replace(folder / f"{FILE}.damaged")
        write_store(folder, contents, grades)


def read_store(folder: Path, *, roster: bool = True) -> GradebookContents | None:
    """Read the file; None where there is none, or it is damaged and must be rebuilt.

    Args:
        folder: the class's results.
        roster: whether the roster is read too, for which `roster.csv` beside it counts.

    Raises:
        CallerError: a newer version of the grader wrote it.
    """
    if not (folder / FILE).is_file():
        return None
    with suppress(sqlite3.DatabaseError, msgspec.MsgspecError), _opened(folder) as connection:
        about = dict(connection.execute("SELECT name, value FROM about"))
        if about:
            values = {name: msgspec.json.decode(value) for name, value in about.items()}
            return GradebookContents(
                about=msgspec.convert(values, ClassSettings),
                entries=tuple(Entry(**row) for row in (_rows(connection, "entry") if roster else ())),
                rows=StoredRows(_submissions(connection)),
                decisions=tuple(Decision(**row) for row in _rows(connection, "decision")),
            )
    return None


@contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection]:
    path = folder / FILE
    try:
        with closing(sqlite3.connect(path, timeout=30)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            with suppress(sqlite3.OperationalError):  # some network file systems have no shared memory
                connection.execute("PRAGMA journal_mode = WAL")
            migrate(connection, str(path))
            yield connection
    except sqlite3.OperationalError as error:
        raise MachineError("gradebook_unusable", where=str(path), error=str(error)) from error


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - our own names


def _numbered(numbered: tuple[int, Entry | Decision]) -> tuple[Any, ...]:
    place, record = numbered
    return (place, *(getattr(record, field.name) for field in dataclasses.fields(record)))


def _head(numbered: tuple[int, Row]) -> tuple[Any, ...]:
    place, row = numbered
    points = (row.score, row.max_score, row.pending)
    return place, row.submission, row.sha256, row.status, *points, " ".join(row.groups)


def _questions(rows: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        for place, (question, score) in enumerate(row.questions.items()):
            yield row.submission, place, question, score


def _criteria(rows: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        for place, points in enumerate(row.criteria):
            told = (points.verdict, points.score, points.max_score, points.by_person)
            yield row.submission, place, points.question, points.criterion, *told


def _grade(numbered: tuple[int, Grade]) -> tuple[Any, ...]:
    place, grade = numbered
    points = (grade.score, grade.max_score, grade.pending, grade.penalty, grade.attempts)
    return place, grade.entry.student, grade.entry.submission, grade.status, *points


def _rows(connection: sqlite3.Connection, table: str, of: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table in order, all or those of one submission."""
    those, which = ("", ()) if of is None else ("WHERE submission = ?", (of,))
    cursor = connection.execute(f"SELECT * FROM {table} {those} ORDER BY 1, 2", which)  # noqa: S608 - our own names
    names = [column[0] for column in cursor.description]
    for row in cursor:
        found = dict(zip(names, row, strict=True))
        found.pop("place", None)
        found.pop("number", None)
        yield found


def _submissions(connection: sqlite3.Connection) -> Iterator[Row]:
    for head in _rows(connection, "submission"):
        name = head["submission"]
        status, groups = GradeStatus(head.pop("status")), tuple(head.pop("groups").split())
        yield Row(
            **head,
            status=status,
            groups=groups,
            criteria=tuple(_criterion(row) for row in _rows(connection, "criterion", name)),
            questions={row["question"]: row["score"] for row in _rows(connection, "question", name)},
        )


def _criterion(row: dict[str, Any]) -> CriterionPoints:
    del row["submission"]
    return CriterionPoints(**{**row, "by_person": bool(row["by_person"])})
