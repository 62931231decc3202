"""Reads, updates and writes all files of a class in a folder of results."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from grader.errors import CallerError
from grader.files.atomic import write_text, written_text
from grader.files.json_pieces import lined_pieces
from grader.files.spool import Spool
from grader.model.grade import Grade
from grader.model.roster import Entry
from grader.report.class_page import class_page
from grader.report.report_file import Report, read_report
from grader.submission.roster import FILE as ROSTER
from grader.submission.roster import read_roster, write_roster
from grader.submission.times import DayOrder

from .additions import KEYS, Additions, additions_of, stated
from .class_record import read_class_settings, write_class_settings
from .counted import without_time
from .decisions import read_decisions
from .final_grades import FinalGrades
from .group_decisions import note_held
from .overview import class_of
from .paths import reports_of
from .report_files import update_report
from .results_csv import write_results
from .rows import Row, StoredRows, by_name, row_in
from .store import GradebookContents, read_store, write_store
from .summary import FILE as SUMMARY
from .summary import SummaryEntry, stored_entries, summary_entry_of, summary_of
from .unwritten import unwritten

CLASS_PAGE = "class.html"
"""Name of the page about the class, in a folder of results."""
RESULTS = "results.csv"
"""Name of the class's table, in a folder of results."""


def read_book(folder: Path) -> GradebookContents:
    """Read the content of a class's folder; a missing or damaged gradebook is rebuilt from the reports.

    Raises:
        CallerError: no class was graded in this folder.
    """
    return book_of(folder, read_store(folder, roster=False))


def book_of(folder: Path, stored: GradebookContents | None) -> GradebookContents:
    """Return the content of a class's folder, of which the gradebook was read; None where there is none to be read."""
    if stored is None:
        return rebuilt(folder)
    return replace(stored, entries=roster_of(folder), decisions=read_decisions(folder))


def rebuilt(folder: Path) -> GradebookContents:
    """Rebuild the content from `reports/`, `roster.csv`, `overrides.jsonl` and `class.json` alone."""
    about = read_class_settings(folder)
    return GradebookContents(
        about=about,
        entries=roster_of(folder),
        rows=StoredRows(row_in(report_of(folder, name)) for name in about.submissions),
        decisions=read_decisions(folder),
    )


def write_book(
    folder: Path, contents: GradebookContents, summary_entries: Mapping[str, SummaryEntry]
) -> dict[str, Any]:
    """Write all files about a class as a whole, the summary last, and return the summary.

    Args:
        folder: the class's results.
        contents: the content of the gradebook.
        summary_entries: the summary's entries of some submissions; those of others are made from their reports.
    """
    grades = grades_in(contents)
    write_class_settings(folder, contents.about)
    if contents.entries or (folder / ROSTER).is_file():
        with written_text(folder / ROSTER) as file:
            write_roster(file, contents.entries)
    write_store(folder, contents, grades)
    with written_text(folder / RESULTS) as file:
        write_results(file, contents.rows, grades)
    entries = _entries(folder, contents, grades, summary_entries)
    summary = summary_of(contents.about, entries)
    names = (row.submission for row in contents.rows)
    summary["without_time"] = without_time(contents.entries, names, contents.about.rules)
    write_text(folder / CLASS_PAGE, class_page(class_of(contents, grades, entries, summary["clusters"])))
    with written_text(folder / SUMMARY) as file:
        file.writelines(lined_pieces(summary))
    note_held(folder, held_by_groups(contents.rows))
    return summary


def _entries(
    folder: Path, contents: GradebookContents, grades: Collection[Grade], known: Mapping[str, SummaryEntry]
) -> Spool[SummaryEntry]:
    """Return the summary's entries with what people said, in the order of the class."""
    additions = additions_of(folder, contents.entries, grades, by_name(contents.rows))
    found = stored_entries()
    for row in contents.rows:
        entry = known.get(row.submission) or _summary_entry(folder, row)
        found[row.submission] = _with_additions(folder, entry, additions.get(entry["id"], {}))
    return found


def held_by_groups(rows: Iterable[Row]) -> dict[str, list[str]]:
    """Return by decision about a group the submissions for which it holds."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for decision in row.groups:
            found.setdefault(decision, []).append(row.submission)
    return found


def _summary_entry(folder: Path, row: Row) -> SummaryEntry:
    return summary_entry_of(row, report_of(folder, row.submission).content)


def _with_additions(folder: Path, entry: SummaryEntry, additions: Additions) -> SummaryEntry:
    """Return a summary's entry with what is said beside what was measured; its report says it too, where it is new."""
    if additions != stated(entry):
        reports = reports_of(folder, entry["id"])
        content = {key: value for key, value in read_report(reports).content.items() if key not in KEYS}
        update_report({**content, **additions}, reports)
    bare = {key: value for key, value in entry.items() if key not in KEYS}
    return {**bare, "counted": [], **additions}


def grades_in(contents: GradebookContents) -> FinalGrades:
    """Return each student's grade."""
    return FinalGrades(contents.entries, contents.rows, contents.about.rules)


def grades_of(folder: Path) -> FinalGrades:
    """Return the grade of each student in a folder of results.

    Raises:
        CallerError: no class was graded in this folder.
    """
    return grades_in(read_book(folder))


def refuse_unwritten(folder: Path) -> None:
    """Refuse a class of which some decisions are in no report yet; who gave them was told that they count.

    Raises:
        CallerError: it is one.
    """
    stored = read_store(folder, roster=False)
    new = () if stored is None else unwritten(stored.decisions, read_decisions(folder))
    if new:
        raise CallerError("decisions_unwritten", where=str(folder), count=len(new))


def roster_of(folder: Path, dates: DayOrder | None = None) -> tuple[Entry, ...]:
    """Read the roster beside submissions or results; empty where there is none.

    Args:
        folder: the folder.
        dates: the order of day and month in dates of numbers; None where it is not known.
    """
    return read_roster(folder / ROSTER, dates) if (folder / ROSTER).is_file() else ()


def report_of(folder: Path, submission: str) -> Report:
    """Return a submission's report.

    Raises:
        CallerError: it is missing or damaged.
    """
    return read_report(reports_of(folder, submission))


def students_of(contents: GradebookContents, student: str) -> tuple[Grade, tuple[Entry, ...]]:
    """Return a student's grade, and all entries of that student.

    Args:
        contents: the class.
        student: an id, or a submission's id, address, login or name that belongs to one student alone.

    Raises:
        CallerError: there is no such student, or there are several.
    """
    grades = grades_in(contents)
    grade = next((grade for grade in grades if grade.entry.student == student), None) or _grade_named(student, grades)
    return grade, tuple(entry for entry in contents.entries if entry.student == grade.entry.student)


def _grade_named(student: str, grades: Iterable[Grade]) -> Grade:
    found = [grade for grade in grades if student in _names(grade.entry)]
    if len(found) == 1:
        return found[0]
    if found:
        who = ", ".join(grade.entry.student for grade in found)
        raise CallerError("several_students", student=repr(student), found=who)
    raise CallerError("no_such_student", student=repr(student))


def _names(entry: Entry) -> set[str]:
    return {entry.submission, entry.email, entry.login, entry.name} - {""}
