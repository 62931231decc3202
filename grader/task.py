"""One submission of a class, from its files to its reports; whatever happens to it is an outcome."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from grader.desk import Desk
from grader.errors import OutputError, SubmissionError
from grader.gradebook.rows import Row, row_of
from grader.gradebook.summary import Brief, brief_of
from grader.intake.files import Gathered, gather
from grader.intake.submission import read_gathered, sha256_of
from grader.kept import kept
from grader.model.decision import Decision
from grader.model.record import Refused
from grader.report.refusal import reworded


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One submission to be graded."""

    name: str
    """Its id."""
    path: Path
    """Where it is."""
    out: Path
    """Where the class's results go."""
    alone: bool = False
    """Whether nothing else is graded beside it."""
    force: bool = False
    """Whether it is run though nothing has changed."""
    decisions: tuple[Decision, ...] = ()
    """What people decided about it."""
    gathered: Gathered | None = None
    """Its files, once they were read."""

    @property
    def reports(self) -> Path:
        """The folder for its reports."""
        return self.out / "reports" / self.name

    @property
    def observations(self) -> Path:
        """The folder for its record."""
        return self.out / "observations" / self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """What came of one submission, as far as the class's files hold it."""

    points: Row
    """Its points, as the gradebook holds them."""
    brief: Brief
    """Its entry in summary.json."""

    @property
    def status(self) -> str:
        """`graded`, `unreadable` or `error`."""
        return self.points.status


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed:
    """A submission that only waited was stopped by the clock: it is run once more when nothing else is."""


Outcome = Graded | Postponed | OutputError
"""What may come of a task."""


def graded_by(desk: Desk, task: Task) -> Outcome:
    """Grade one submission; whatever happens to it becomes its row."""
    try:
        found = prepared(desk, task)
        return found if isinstance(found, Graded) else _run(desk, found)
    except OutputError as error:
        return error
    except SubmissionError as error:
        return refused(desk, task, reworded(error, desk.language).reason, failed=False)
    except Exception as error:  # our own failure: the points are withheld, staff are told, the others go on
        return refused(desk, task, "".join(traceback.format_exception_only(error)).strip(), failed=True)


def prepared(desk: Desk, task: Task) -> Graded | Task:
    """What an earlier run left of a submission, where that still holds; else the task with the submission's files.

    Raises:
        SubmissionError: it cannot be read.
        OutputError: a new report cannot be written.
    """
    gathered = task.gathered or gather(task.path)
    done = desk.done(task.name, sha256_of(gathered, desk.assignment), task.decisions)
    report = None if task.force else kept(desk, done, task.reports, task.observations, task.decisions)
    return replace(task, gathered=gathered, force=True) if report is None else _graded(report)


def refused(desk: Desk, task: Task, reason: str, *, failed: bool) -> Graded:
    """What comes of a submission that cannot be read, or at which the grader failed."""
    why = Refused(reason=reason, failed=failed)
    return _graded(desk.refuse(task.name, why, task.reports, task.observations, task.decisions))


def _run(desk: Desk, task: Task) -> Graded | Postponed:
    gathered = task.gathered or gather(task.path)
    submission = read_gathered(gathered, desk.assignment, task.name, str(task.path))
    record = desk.run_read(submission)
    if record.waited and not task.alone:
        return Postponed()
    report = desk.keep(record, task.reports, task.observations, task.decisions)
    desk.note(desk.done(submission.id, submission.sha256, task.decisions), task.observations)
    return _graded(report)


def _graded(report: dict[str, Any]) -> Graded:
    return Graded(points=row_of(report), brief=brief_of(report))
