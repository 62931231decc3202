"""Moodle: fills the worksheet for grading offline, and names the reports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from grader.errors import CallerError
from grader.model.grade import Grade
from grader.model.roster import Entry
from grader.platforms.column_fill import Filled, FillOptions, Target, filled
from grader.platforms.export_job import ExportJob
from grader.platforms.export_result import ExportResult
from grader.platforms.group_hand_in import shared_hand_ins
from grader.platforms.row_matching import MatchedRows, TableRow, match_rows, spellings
from grader.platforms.table_export import export_table

from .feedback_names import RULES, participant_of_hand_in
from .worksheet import worksheet_of

_LOCKED = "locked: the platform says that its grade cannot be changed"


def export(job: ExportJob) -> ExportResult:
    """Fill the worksheet of `--into`, and pack the reports; raise CallerError where that cannot be done."""
    return export_table(job, _fill, RULES)


def _fill(job: ExportJob, content: bytes, where: str) -> Filled:
    return fill_worksheet(content, where, job.grades, job.fill)


def fill_worksheet(content: bytes, where: str, grades: Collection[Grade], options: FillOptions) -> Filled:
    """Fill the grades of a worksheet.

    Args:
        content: the worksheet, as Moodle's assignment page gives it.
        where: its name, for errors.
        grades: our students.
        options: what the caller asked for.

    Raises:
        CallerError: it is no worksheet, it is another assignment's, or the maximum differs.
    """
    found = worksheet_of(content, where, options.column)
    target = Target(
        sheet=found.sheet,
        where=where,
        column=found.grade,
        numbers=found.numbers,
        most=found.most,
        untouched=lambda row: _LOCKED if found.is_locked(row) else "",
        too_much=False,
    )
    done = filled(target, match_worksheet(found.rows, grades, where), grades, options)
    unsure = () if found.locked is not None else ("No column says which grades are locked; Moodle skips those.",)
    return replace(done, notes=(*done.notes, *unsure))


def match_worksheet(rows: Sequence[TableRow], grades: Collection[Grade], where: str) -> MatchedRows:
    """Match our students with the worksheet's rows.

    Raises:
        CallerError: most hand-ins have other names than the rows of their numbers.
    """
    shared = shared_hand_ins(grade.entry for grade in grades)
    cells = [column for column in (rows[0].keys if rows else ()) if column.isdigit()]
    wanted = {one.entry.student: _wanted(one.entry, one.entry.key not in shared, cells) for one in grades}
    found = match_rows(grades, rows, lambda entry: wanted[entry.student])
    others = [grade for grade in grades if _differs(grade.entry, found.rows.get(grade.entry.student))]
    if len(others) * 2 > len(found.rows):
        raise CallerError("worksheet_of_another_assignment", where=where, count=len(others), rows=len(found.rows))
    told = {g.entry.student: "the row of this number bears another name" for g in others}
    kept = {student: row for student, row in found.rows.items() if student not in told}
    return replace(found, rows=kept, unclear={**found.unclear, **told})


def _wanted(entry: Entry, alone: bool, cells: Sequence[str]) -> Mapping[str, Iterable[str]]:
    """Return the words by which a student may be found; a group's number is not used, as it may also be a student's."""
    number = participant_of_hand_in(entry)
    names = {entry.student, entry.login, entry.email} - {"", number or ""}
    return {"number": {number} if number and alone else set(), **dict.fromkeys(cells, names)}


def _differs(entry: Entry, row: TableRow | None) -> bool:
    """Return whether a row that was found by number has another name than the hand-in's folder."""
    number = participant_of_hand_in(entry)
    if row is None or number is None or number != row.keys["number"]:
        return False
    theirs, ours = spellings(row.name), spellings(entry.key.split("_", 1)[0])
    return bool(theirs and ours and not theirs & ours and not ours & spellings(row.keys["prefix"]))
