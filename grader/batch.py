"""A class, graded one submission after the other: reports, records, a table and a summary."""

from __future__ import annotations

import csv
import io
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from grader.crew import Lost, Settings, done_by
from grader.desk import Desk
from grader.errors import CallerError, OutputError, SubmissionError
from grader.intake.submission import name_of
from grader.kept import held, kept
from grader.model.rubric import Rubric
from grader.model.verdict import Verdict
from grader.output import write_json, write_text
from grader.report.clusters import clusters, found_in
from grader.report.refusal import reworded
from grader.report.summary import mend_first


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """What came of one submission, as far as the class's files hold it."""

    row: dict[str, Any]
    """Its entry in summary.json."""
    scores: dict[str, float]
    """Points by question."""
    found: list[dict[str, Any]]
    """What is wrong in it, as clusters are made of it."""


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

    Returns:
        The content of summary.json: `submissions`, each with id, status, score and what to mend first, and
        `clusters`, what was found in how many.

    Raises:
        CallerError: there is no such folder, or nothing to grade in it.
        OutputError: the results cannot be written.
    """
    found = submissions_in(folder)
    tasks = {name: Task(name=name, path=path, out=out, force=force) for name, path in found.items()}
    graded: dict[str, Graded] = {}
    with held(out), settings.desk() as desk:
        for name, result in _results(desk, jobs, settings, tasks):
            if isinstance(result, OutputError):
                raise result
            graded[name] = result if isinstance(result, Graded) else _refused(desk, tasks[name], result.reason)
            if tell is not None:
                tell(len(graded), len(found), name, graded[name].row["status"])
    rubric = desk.assignment.rubric
    rows = [graded[name].row for name in found]
    write_text(out / "results.csv", _table(rubric, [graded[name] for name in found]))
    summary = {
        "schema": "grader/summary/v1",
        "assignment": {"id": rubric.id, "title": rubric.title},
        "count": len(rows),
        "errors": sum(row["status"] == "error" for row in rows),
        "submissions": rows,
        "clusters": clusters({name: graded[name].found for name in found}),
    }
    write_json(out / "summary.json", summary)
    return summary


def _results(desk: Desk, jobs: int, settings: Settings, tasks: Mapping[str, Task]) -> Iterator[tuple[str, Any]]:
    """What came of every task; those that the clock stopped, or that broke, are done once more at the end, alone."""
    postponed: dict[str, Task] = {}
    one_by_one = ((name, graded_by(desk, task)) for name, task in tasks.items())
    for name, result in one_by_one if jobs == 1 else done_by(jobs, settings, graded_by, tasks):
        if isinstance(result, (Postponed, Lost)) or (isinstance(result, Graded) and result.row["status"] == "error"):
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
        submission = desk.read(task.path)
        done = desk.done(submission)
        report = None if task.force else kept(desk, done, reports, observations)
        if report is None:
            record = desk.run_read(submission)
            if record.waited and not task.alone:
                return Postponed()
            report = desk.keep(record, reports, observations)
            desk.note(done, observations)
        return _graded(task, "graded", report)
    except OutputError as error:
        return error
    except SubmissionError as error:
        return _graded(task, "unreadable", desk.refuse(task.name, reworded(error, desk.language).reason, reports))
    except Exception as error:  # our own failure: the points are withheld, staff are told, the others go on
        return _refused(desk, task, "".join(traceback.format_exception_only(error)).strip())


def _refused(desk: Desk, task: Task, reason: str) -> Graded:
    report = desk.refuse(task.name, reason, task.out / "reports" / task.name, Verdict.ERROR)
    return _graded(task, "error", report)


def _graded(task: Task, status: str, report: dict[str, Any]) -> Graded:
    scores = {question["id"]: question["score"] for question in report["questions"]}
    return Graded(row=_row(task.name, status, report), scores=scores, found=found_in(report))


def _row(name: str, status: str, report: dict[str, Any]) -> dict[str, Any]:
    scores = {key: report[key] for key in ("score", "max_score", "pending")}
    mend = [item["title"] for item in mend_first(report)]
    return {
        "id": name,
        "status": status,
        **scores,
        "mend_first": mend,
        "report": f"reports/{name}/report.html",
    }


def _table(rubric: Rubric, graded: list[Graded]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    questions = [question.id for question in rubric.questions]
    writer.writerow(["student", "submission", "status", "score", "max_score", "pending", *questions])
    for one in graded:
        name = guarded(one.row["id"])
        told = [one.row[key] for key in ("status", "score", "max_score", "pending")]
        writer.writerow([name, name, *told, *(one.scores[question] for question in questions)])
    return text.getvalue()


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
