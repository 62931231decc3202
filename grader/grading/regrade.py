"""Judges a class again from its records, by a changed rubric or after a person's decision."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from grader.errors import CallerError, MachineError, SubmissionError
from grader.execution.record_store import load, load_repairs, read_done, why_refused
from grader.files.lazy_mapping import LazyMapping
from grader.gradebook.book import grades_in, read_book, write_book
from grader.gradebook.changes import PointsChange, RubricChange, points_changes, rubric_changes
from grader.gradebook.class_record import class_settings_of
from grader.gradebook.decisions import by_submission
from grader.gradebook.paths import observations_of, reports_of
from grader.gradebook.report_files import update_report
from grader.gradebook.rows import StoredRows
from grader.gradebook.store import GradebookContents
from grader.gradebook.summary import GradedClass, GradedSubmission, graded_submission, summary_entries_in
from grader.grading.assignment_grader import AssignmentGrader, Judgement
from grader.grading.group_rules import group_rules
from grader.grading.pool import GradingSettings, run_jobs
from grader.grading.retry import FIRST, Attempt, WorkerEnded, concluded
from grader.model.decision import Decision
from grader.model.grade import Grade
from grader.model.group_decision import GroupRule, Ruling
from grader.model.record import Record, Refused
from grader.report.refusal import reworded


@dataclass(frozen=True, slots=True, kw_only=True)
class RegradeSummary:
    """The result of judging a class again."""

    before: Collection[Grade]
    """Each student's grade before."""
    after: Collection[Grade]
    """Each student's grade now, in the same order."""
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
    contents: GradebookContents | None = None,
) -> RegradeSummary:
    """Judge the submissions of a class again; no student code runs.

    Args:
        folder: the class's results.
        rubric: the rubric's file; None for the one that the class was graded with.
        pages: whether report.html and report.md are written also where there are none; those that are there are
            kept where the report is as before, else renewed.
        dry_run: whether nothing is written.
        jobs: number of processes that judge.
        only: the submissions that are judged again; empty for all.
        contents: the class as it was read, whose decisions count; None to read it.

    Raises:
        CallerError: no class was graded in this folder, or the rubric is another assignment's.
        OutputError: the results cannot be written.
    """
    contents = contents or read_book(folder)
    path = rubric or Path(contents.about.rubric)
    grader = AssignmentGrader(path, contents.about.audience, contents.about.language)
    _refuse_another(grader, contents, path)
    if only:
        _refuse_changed(grader, contents, path)
    names = [name for name in contents.names() if not only or name in only]
    decisions, groups = by_submission(contents.decisions), group_rules(folder)
    if names:
        _ = grader.expectations  # before any fork
    again = _Again(folder=folder, decisions=decisions, groups=groups, pages=pages, write=not dry_run, same=bool(only))
    judged, to_run = _judged(grader, path, again, names, jobs)
    after = replace(
        contents,
        about=class_settings_of(
            grader.assignment, path, grader.audience, grader.language, contents.about.submissions, contents.about.names
        ),
        rows=StoredRows(judged.rows.get(row.submission, row) for row in contents.rows),
    )
    if not dry_run:
        write_book(folder, after, ChainMap(judged.entries, summary_entries_in(folder)))  # type: ignore[arg-type]  # read
    changed = rubric_changes(contents.about, after.about)
    return RegradeSummary(
        before=grades_in(contents),
        after=grades_in(after),
        moved={
            old.submission: moved
            for old, new in zip(contents.rows, after.rows, strict=True)
            if (moved := points_changes(old, new, changed))
        },
        changed=changed,
        to_run=to_run,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recorded:
    """A recorded submission that is judged again."""

    name: str
    """The submission's id."""
    attempt: Attempt = FIRST
    """Which attempt it is, and what it leaves out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Again:
    """Judges recorded submissions again, in processes of their own."""

    folder: Path
    """The class's results."""
    decisions: Mapping[str, tuple[Decision, ...]]
    """People's decisions, by submission."""
    groups: tuple[GroupRule, ...]
    """People's decisions about groups."""
    pages: bool
    """Whether pages for people are written also where there are none."""
    write: bool
    """Whether anything is written."""
    same: bool
    """Whether the rubric is known to be the one that each record was made with."""

    def __call__(self, grader: AssignmentGrader, task: _Recorded) -> GradedSubmission | None:
        """Return the outcome for one submission; None where its record does not fit the rubric's present requests."""
        with grader.bounded(task.attempt.stopped):
            return self._judged(grader, task.name)

    def withheld(self, grader: AssignmentGrader, name: str, refused: Refused) -> GradedSubmission:
        """Return, and write, the outcome for a submission that cannot be judged."""
        return self._written(grader.withheld(name, refused, self._about(name)), name)

    def _judged(self, grader: AssignmentGrader, name: str) -> GradedSubmission | None:
        observations, decided = observations_of(self.folder, name), self._about(name)
        refused = why_refused(observations)
        if refused is not None:
            return self.withheld(grader, name, refused)
        before, record = read_done(observations), _recorded(observations)
        if before is None or record is None:
            return None
        done = grader.done(name, record.submission.sha256, decided, record.isolation)
        if done.run != before.run and not self.same:
            return None
        found = self._written(grader.judged(record, decided, load_repairs(observations)), name)
        if self.write and done != before:
            grader.note(done, observations)
        return found

    def _about(self, name: str) -> tuple[Ruling, ...]:
        return (*self.groups, *self.decisions.get(name, ()))

    def _written(self, judged: Judgement, name: str) -> GradedSubmission:
        reports = reports_of(self.folder, name)
        if self.write:
            update_report(judged.report, reports, pages=self.pages)
        return graded_submission(judged.row, judged.report)


def _judged(
    grader: AssignmentGrader, rubric: Path, again: _Again, names: Sequence[str], jobs: int
) -> tuple[GradedClass, tuple[str, ...]]:
    """Return what came of each submission whose record fits the rubric's present requests, and the other submissions.

    Raises:
        MachineError: something ends the processes that judge.
    """
    settings = GradingSettings(rubric=rubric, audience=grader.audience, language=grader.language, isolation=None)
    tasks = LazyMapping(names, lambda name: _Recorded(name=name))
    side_by_side, one_by_one = (partial(run_jobs, n, settings, again, grader=grader) for n in (jobs, 1))
    found, others = GradedClass(), set[str]()
    for name, came in concluded(side_by_side, one_by_one, tasks):
        if isinstance(came, WorkerEnded):
            if not came.is_over:
                raise MachineError("worker_ended")
            reason = reworded(SubmissionError("beyond_judging"), grader.language).reason
            came = again.withheld(grader, name, Refused(reason=reason, failed=False))
        if came is None:
            others.add(name)
        else:
            found.add(came)
    return found, tuple(name for name in names if name in others)


def _recorded(observations: Path) -> Record | None:
    """Return a submission's record; None where there is none that can be read."""
    try:
        return load(observations)
    except CallerError:
        return None
