"""A class, graded one submission after the other: reports, records, a table and a summary."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from grader.crew import Lost, Settings, done_by
from grader.desk import Desk
from grader.errors import CallerError, OutputError, SubmissionError
from grader.gradebook.about import about_of
from grader.gradebook.book import roster_of, write_book
from grader.gradebook.decisions import by_submission, read_decisions
from grader.gradebook.rows import Row, row_of
from grader.gradebook.store import Contents
from grader.gradebook.summary import Brief, brief_of
from grader.intake.submission import name_of
from grader.kept import held, kept
from grader.model.decision import Decision
from grader.model.record import Refused
from grader.model.roster import Entry
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


def grade_class(
    folder: Path,
    out: Path,
    settings: Settings,
    jobs: int = 1,
    tell: Callable[[int, int, str, str], None] | None = None,
    force: bool = False,
    names: bool = False,
) -> dict[str, Any]:
    """Grade every submission in a folder; one that breaks does not stop the others.

    What was finished before, with the same files and settings, is not run again; what only points, tolerances or
    words changed for is judged again from its record.

    Args:
        folder: holds sub-folders, notebooks and zips, one a submission.
        out: where results go.
        settings: how they are graded.
        jobs: how many at a time.
        tell: told after each submission how many are done, of how many, its id and its status.
        force: run everything again.
        names: whether class.html names hand-ins.

    Returns:
        The content of summary.json: `submissions`, each with id, status, score and what to mend first, and
        `clusters`, what was found in how many.

    Raises:
        CallerError: there is no such folder, or nothing to grade in it.
        OutputError: the results cannot be written.
    """
    found = submissions_in(folder)
    graded: dict[str, Graded] = {}
    with held(out, new=True), settings.desk() as desk:
        roster = roster_of(folder) or roster_of(out)
        decisions = read_decisions(out)
        tasks = _tasks(found, out, decisions, force)
        for name, result in _results(desk, jobs, settings, tasks):
            if isinstance(result, OutputError):
                raise result
            graded[name] = result if isinstance(result, Graded) else _refused(desk, tasks[name], result.reason)
            if tell is not None:
                tell(len(graded), len(found), name, graded[name].status)
        return _close(desk, settings, out, {name: graded[name] for name in found}, roster, decisions, names)


def _close(
    desk: Desk,
    settings: Settings,
    out: Path,
    graded: Mapping[str, Graded],
    roster: tuple[Entry, ...],
    decisions: tuple[Decision, ...],
    names: bool,
) -> dict[str, Any]:
    """Write what is known of the class as a whole; the summary, which is written last, is given back."""
    about = about_of(desk, settings.rubric, graded, names)
    rows = tuple(one.points for one in graded.values())
    contents = Contents(about=about, entries=roster, rows=rows, decisions=decisions)
    return write_book(out, contents, {name: one.brief for name, one in graded.items()})


def _tasks(found: Mapping[str, Path], out: Path, decisions: tuple[Decision, ...], force: bool) -> dict[str, Task]:
    about = by_submission(decisions)
    return {
        name: Task(name=name, path=path, out=out, force=force, decisions=about.get(name, ()))
        for name, path in found.items()
    }


def _results(desk: Desk, jobs: int, settings: Settings, tasks: Mapping[str, Task]) -> Iterator[tuple[str, Any]]:
    """What came of every task; those that the clock stopped, or that broke, are done once more at the end, alone."""
    postponed: dict[str, Task] = {}
    one_by_one = ((name, graded_by(desk, task)) for name, task in tasks.items())
    for name, result in one_by_one if jobs == 1 else done_by(jobs, settings, graded_by, tasks):
        if isinstance(result, (Postponed, Lost)) or (isinstance(result, Graded) and result.status == "error"):
            postponed[name] = replace(tasks[name], alone=True)
        else:
            yield name, result
    for name, task in postponed.items():
        yield name, graded_by(desk, task)


def submissions_in(folder: Path) -> dict[str, Path]:
    """The submissions in a folder by id; where two would share a name, the file's keeps its ending."""
    if not folder.is_dir():
        raise CallerError(
            "there is no such folder.",
            why="`batch` grades the sub-folders, notebooks and zips in a folder.",
            mend="Check the path; for one submission use `grader grade`.",
            where=str(folder),
            key="no_such_folder",
        )
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir(), key=lambda path: (path.is_file(), path.name)):
        if path.name.startswith((".", "__")) or not (path.is_dir() or path.suffix.lower() in (".ipynb", ".zip")):
            continue
        name = name_of(path)
        found[path.name if name in found else name] = path
    if not found:
        raise CallerError(
            "there is no submission in it.",
            why="`batch` looks for sub-folders, .ipynb files and .zip files.",
            mend="Check that this is the folder of the hand-ins, one entry a student.",
            where=str(folder),
            key="empty_folder",
        )
    return found


def graded_by(desk: Desk, task: Task) -> Graded | Postponed | OutputError:
    """Grade one submission; whatever happens to it becomes its row."""
    reports = task.out / "reports" / task.name
    observations = task.out / "observations" / task.name
    try:
        submission = desk.read(task.path, task.name)
        done = desk.done(submission, task.decisions)
        report = None if task.force else kept(desk, done, reports, observations, task.decisions)
        if report is None:
            record = desk.run_read(submission)
            if record.waited and not task.alone:
                return Postponed()
            report = desk.keep(record, reports, observations, task.decisions)
            desk.note(done, observations)
        return _graded(report)
    except OutputError as error:
        return error
    except SubmissionError as error:
        refused = Refused(reason=reworded(error, desk.language).reason, failed=False)
        return _graded(desk.refuse(task.name, refused, reports, observations, task.decisions))
    except Exception as error:  # our own failure: the points are withheld, staff are told, the others go on
        return _refused(desk, task, "".join(traceback.format_exception_only(error)).strip())


def _refused(desk: Desk, task: Task, reason: str) -> Graded:
    reports, observations = task.out / "reports" / task.name, task.out / "observations" / task.name
    refused = Refused(reason=reason, failed=True)
    return _graded(desk.refuse(task.name, refused, reports, observations, task.decisions))


def _graded(report: dict[str, Any]) -> Graded:
    return Graded(points=row_of(report), brief=brief_of(report))
