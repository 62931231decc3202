"""A class, graded one submission after the other: reports, records, a table and a summary."""

from __future__ import annotations

import csv
import io
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.desk import Desk
from grader.errors import CallerError, OutputError, SubmissionError
from grader.intake.submission import name_of
from grader.model.rubric import Rubric
from grader.model.verdict import Verdict
from grader.output import write_json, write_text
from grader.report.refusal import reworded
from grader.report.summary import mend_first
from grader.report.words import words


def grade_class(folder: Path, out: Path, desk: Desk, tell: Callable[[str], None] | None = None) -> dict[str, Any]:
    """Grade every submission in a folder; one that breaks does not stop the others.

    Args:
        folder: holds sub-folders, notebooks and zips, one a submission.
        out: where results go.
        desk: grades them.
        tell: told one line a submission.

    Returns:
        The content of summary.json: `submissions`, each with id, status, score and what to mend first.

    Raises:
        CallerError: there is no such folder, or nothing to grade in it.
        OutputError: the results cannot be written.
    """
    found = submissions_in(folder)
    rows, reports = [], {}
    for count, (name, path) in enumerate(found.items(), start=1):
        status, report = _grade(name, path, out, desk)
        reports[name] = report
        rows.append(_row(name, status, report))
        if tell is not None:
            told = words(desk.language)(f"terminal.status_{status}")
            tell(f"{count}/{len(found)}  {name}  {told}")
    write_text(out / "results.csv", _table(desk.assignment.rubric, rows, reports))
    summary = {
        "schema": "grader/summary/v1",
        "assignment": {"id": desk.assignment.rubric.id, "title": desk.assignment.rubric.title},
        "count": len(rows),
        "errors": sum(row["status"] == "error" for row in rows),
        "submissions": rows,
    }
    write_json(out / "summary.json", summary)
    return summary


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


def _grade(name: str, path: Path, out: Path, desk: Desk) -> tuple[str, dict[str, Any]]:
    reports = out / "reports" / name
    try:
        return "graded", desk.grade(path, reports, out / "observations" / name)
    except OutputError:
        raise
    except SubmissionError as error:
        return "unreadable", desk.refuse(name, reworded(error, desk.language).reason, reports)
    except Exception as error:  # our own failure: the points are withheld, staff are told, the others go on
        reason = "".join(traceback.format_exception_only(error)).strip()
        return "error", desk.refuse(name, reason, reports, Verdict.ERROR)


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


def _table(rubric: Rubric, rows: list[dict[str, Any]], reports: dict[str, dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    questions = [question.id for question in rubric.questions]
    writer.writerow(["student", "submission", "status", "score", "max_score", "pending", *questions])
    for row in rows:
        scores = {question["id"]: question["score"] for question in reports[row["id"]]["questions"]}
        writer.writerow(
            [
                guarded(row["id"]),
                guarded(row["id"]),
                row["status"],
                row["score"],
                row["max_score"],
                row["pending"],
                *(scores[question] for question in questions),
            ]
        )
    return text.getvalue()


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
