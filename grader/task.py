"""One submission of a class, from its files to its reports; whatever happens to it is an outcome."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from grader.desk import Desk
from grader.errors import OutputError, SubmissionError
from grader.gradebook.places import observations_of, reports_of
from grader.gradebook.summary import Graded, graded
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

    def files(self) -> Gathered:
        """Its files; raises SubmissionError when they cannot be read."""
        return self.gathered or gather(self.path)

    @property
    def reports(self) -> Path:
        """The folder for its reports."""
        return reports_of(self.out, self.name)

    @property
    def observations(self) -> Path:
        """The folder for its record."""
        return observations_of(self.out, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed:
    """A submission that only waited was stopped by the clock: it is run once more when nothing else is."""


Outcome = Graded | Postponed | OutputError
"""What may come of a task."""


T = TypeVar("T")


def graded_by(desk: Desk, task: Task) -> Outcome:
    """Grade one submission; whatever happens to it becomes its row."""

    def work() -> Outcome:
        found = prepared(desk, task)
        return found if isinstance(found, Graded) else _run(desk, found)

    return settled(desk, task, work)


def settled(desk: Desk, task: Task, work: Callable[[], T]) -> T | Graded | OutputError:
    """What a part of the work on a submission gives; what it raises becomes the submission's outcome."""
    try:
        return work()
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
    gathered = task.files()
    done = desk.done(task.name, sha256_of(gathered, desk.assignment), task.decisions)
    report = None if task.force else kept(desk, done, task.reports, task.observations, task.decisions)
    return replace(task, gathered=gathered, force=True) if report is None else graded(report)


def refused(desk: Desk, task: Task, reason: str, *, failed: bool) -> Graded:
    """What comes of a submission that cannot be read, or at which the grader failed."""
    why = Refused(reason=reason, failed=failed)
    return graded(desk.refuse(task.name, why, task.reports, task.observations, task.decisions))


def _run(desk: Desk, task: Task) -> Graded | Postponed:
    submission = read_gathered(task.files(), desk.assignment, task.name, str(task.path))
    record = desk.run_read(submission)
    if record.waited and not task.alone:
        return Postponed()
    report = desk.keep(record, task.reports, task.observations, task.decisions)
    desk.note(desk.done(submission.id, submission.sha256, task.decisions), task.observations)
    return graded(report)
