"""Judges a class again from its records, by a changed rubric or after a person's decision."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from grader.errors import CallerError
from grader.execution.record_store import load, read_done, why_refused
from grader.gradebook.book import grades_in, read_book, write_book
from grader.gradebook.changes import PointsChange, RubricChange, points_changes, rubric_changes
from grader.gradebook.class_record import class_settings_of
from grader.gradebook.decisions import by_submission
from grader.gradebook.paths import observations_of, reports_of
from grader.gradebook.rows import Row
from grader.gradebook.store import GradebookContents
from grader.gradebook.summary import GradedSubmission, graded_submission, summary_entries_in
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.report_files import write_pages, write_report
from grader.model.decision import Decision
from grader.model.grade import Grade
from grader.model.record import Record

from .forked_map import forked_map


@dataclass(frozen=True, slots=True, kw_only=True)
class RegradeSummary:
    """The result of judging a class again."""

    before: tuple[Grade, ...]
    """Each student's grade before."""
    after: tuple[Grade, ...]
    """Each student's grade now."""
    moved: Mapping[str, tuple[PointsChange, ...]]
    """By submission, the criteria whose points changed."""
    changed: tuple[RubricChange, ...]
    """The changes in the rubric and the mistakes."""
    to_run: tuple[str, ...]
    """Submissions whose record is missing or belongs to other requests: they have to be run again."""


def regrade(
    folder: Path,
    rubric: Path | None = None,
    *,
    pages: bool = False,
    dry_run: bool = False,
    jobs: int = 1,
    only: Collection[str] = (),
) -> RegradeSummary:
    """Judge the submissions of a class again; no student code runs.

    Args:
        folder: the class's results.
        rubric: the rubric's file; None for the one that the class was graded with.
        pages: whether report.html and report.md are written too; else they are made when they are asked for.
        dry_run: whether nothing is written.
        jobs: number of processes that judge.
        only: the submissions that are judged again; empty for all.

    Raises:
        CallerError: no class was graded in this folder, or the rubric is another assignment's.
        OutputError: the results cannot be written.
    """
    contents = read_book(folder)
    path = rubric or Path(contents.about.rubric)
    grader = AssignmentGrader(path, contents.about.audience, contents.about.language)
    _refuse_another(grader, contents, path)
    if only:
        _refuse_changed(grader, contents, path)
    rows = [row for row in contents.rows if not only or row.submission in only]
    decisions = by_submission(contents.decisions)
    if rows:
        _ = grader.expectations  # before any fork
    again = partial(_judged_again, grader, folder, decisions, pages=pages, write=not dry_run, same=bool(only))
    judged = {row.submission: one for row, one in zip(rows, forked_map(again, rows, jobs), strict=True) if one}
    found = {name: one.points for name, one in judged.items()}
    after = replace(
        contents,
        about=class_settings_of(
            grader.assignment, path, grader.audience, grader.language, contents.about.submissions, contents.about.names
        ),
        rows=tuple(found.get(row.submission, row) for row in contents.rows),
    )
    if not dry_run:
        write_book(
            folder, after, {**summary_entries_in(folder), **{name: one.summary_entry for name, one in judged.items()}}
        )
    changed = rubric_changes(contents.about, after.about)
    return RegradeSummary(
        before=grades_in(contents),
        after=grades_in(after),
        moved={
            row.submission: points_changes(row, found[row.submission], changed)
            for row in rows
            if row.submission in found
        },
        changed=changed,
        to_run=tuple(row.submission for row in rows if row.submission not in found),
    )


def _refuse_another(grader: AssignmentGrader, contents: GradebookContents, path: Path) -> None:
    if grader.assignment.rubric.id != contents.about.assignment:
        raise CallerError(
            "rubric_of_another_assignment",
            where=str(path),
            rubric=grader.assignment.rubric.id,
            assignment=contents.about.assignment,
        )


def _refuse_changed(grader: AssignmentGrader, contents: GradebookContents, path: Path) -> None:
    if grader.assignment.sha256 != contents.about.sha256:
        raise CallerError("rubric_changed", where=str(path))


def _judged_again(
    grader: AssignmentGrader,
    folder: Path,
    decisions: Mapping[str, Sequence[Decision]],
    row: Row,
    *,
    pages: bool,
    write: bool,
    same: bool,
) -> GradedSubmission | None:
    """Return the outcome for one submission; None where its record does not fit the rubric's present requests."""
    name = row.submission
    reports, observations, decided = reports_of(folder, name), observations_of(folder, name), decisions.get(name, ())
    refused = why_refused(observations)
    if refused is not None:
        judged = grader.withheld(name, refused, decided)
        done = None
    else:
        before, record = read_done(observations), _recorded(observations)
        if before is None or record is None:
            return None
        done = grader.done(name, record.submission.sha256, decided, record.isolation)
        if done.run != before.run and not same:
            return None
        judged = grader.judged(record, decided)
    if write:
        write_report(judged.report, reports)
        if pages:
            write_pages(judged.report, reports)
        if done is not None:
            grader.note(done, observations)
    return graded_submission(judged.row, judged.report)


def _recorded(observations: Path) -> Record | None:
    """Return a submission's record; None where there is none that can be read."""
    try:
        return load(observations)
    except CallerError:
        return None
