"""Removes one student's data from a class."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from grader.files.atomic import unwritable

from .appeals import drop_appeals
from .book import read_book, students_of, write_book
from .decisions import drop_decisions
from .group_decisions import drop_group_decisions, read_group_decisions
from .line_comments import drop_line_comments
from .paths import BEHAVIOURS, PACKED, PUBLISHED, observations_of, reports_of
from .rows import StoredRows
from .store import GradebookContents
from .summary import summary_entries_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """The result of removing a student's data."""

    student: str
    """The student's id."""
    removed: tuple[str, ...]
    """Submissions that were removed, with their reports, records and decisions."""
    kept: tuple[str, ...]
    """Submissions that stay, since other students handed them in too."""


def forget(folder: Path, student: str) -> Removed:
    """Remove a student's entries, and the submissions of that student alone, with their reports and records.

    Args:
        folder: the class's results.
        student: the student's id.

    Raises:
        CallerError: there is no such student.
        OutputError: something cannot be removed.
    """
    contents = read_book(folder)
    grade, entries = students_of(contents, student)
    name = grade.entry.student
    handed_in = {entry.submission for entry in entries} | {grade.entry.submission} - {""}
    shared = {entry.submission for entry in contents.entries if entry.student != name}
    gone, left = sorted(handed_in - shared - {""}), sorted(handed_in & shared - {""})
    for submission in gone:
        for place in (reports_of(folder, submission), observations_of(folder, submission)):
            _remove(place)
    after = _without(contents, name, set(gone))
    drop_decisions(folder, gone)
    drop_group_decisions(folder, gone)
    drop_line_comments(folder, gone)
    names = {text for entry in entries for text in (entry.student, entry.email, entry.login, entry.name)} - {""}
    drop_appeals(folder, names | {name} | set(gone))
    _drop_behaviours(folder)
    for made in (folder / PUBLISHED, *folder.glob(PACKED)):
        _remove(made)
    write_book(folder, after, summary_entries_in(folder))
    return Removed(student=name, removed=tuple(gone), kept=tuple(left))


def _drop_behaviours(folder: Path) -> None:
    """Remove who is in which group, and the behaviours that no decision needs; both are made again from the records."""
    needed = {one.group for one in read_group_decisions(folder).standing}
    for path in (folder / BEHAVIOURS).glob("*"):
        if path.stem not in needed or path.suffix != ".bin":
            _remove(path)


def _without(contents: GradebookContents, student: str, gone: set[str]) -> GradebookContents:
    names = tuple(name for name in contents.about.submissions if name not in gone)
    return replace(
        contents,
        about=replace(contents.about, submissions=names),
        entries=tuple(entry for entry in contents.entries if entry.student != student),
        rows=StoredRows(row for row in contents.rows if row.submission not in gone),
        decisions=tuple(decision for decision in contents.decisions if decision.submission not in gone),
    )


def _remove(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except FileNotFoundError:  # there was none, or it has gone already
        pass
    except OSError as error:
        raise unwritable(path, error) from error
