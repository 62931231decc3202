"""`grader show`: print the gradebook of a class, or one student's entries."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.table import Table

from grader.cli import options
from grader.cli.groups import groups_at, print_groups
from grader.cli.say import safe_text
from grader.gradebook.book import grades_in, read_book, students_of
from grader.gradebook.paths import reports_of
from grader.gradebook.store import GradebookContents
from grader.model.grade import Grade
from grader.report.numbers import points


@click.command("show")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.argument("student", required=False)
@click.option("--groups", "question", help="Show the groups of equal behaviour at this question instead.")
@options.error_language
@options.as_json
def command(folder: Path, student: str | None, question: str | None, as_json: bool) -> None:
    r"""Show the gradebook of FOLDER, the --out of `grader batch`; or one STUDENT with every criterion and decision.

    \b
    Examples:
      grader show results
      grader show results 00123
      grader show results --groups question_2
    """
    contents = read_book(folder)
    if question is not None:
        groups = groups_at(folder, contents, question)
        _print(as_json, [msgspec.to_builtins(group) for group in groups], lambda: print_groups(groups))
    elif student is None:
        grades = grades_in(contents)
        _print(as_json, [msgspec.to_builtins(grade) for grade in grades], lambda: _class(grades))
    else:
        found = student_of(folder, contents, student)
        _print(as_json, found, lambda: _student(found))


def student_of(folder: Path, contents: GradebookContents, student: str) -> dict[str, Any]:
    """Return everything that the gradebook holds on one student."""
    grade, entries = students_of(contents, student)
    mine = {entry.submission for entry in entries} | {grade.entry.submission}
    rows = [row for row in contents.rows if row.submission == grade.entry.submission]
    decisions = [decision for decision in contents.decisions if decision.submission in mine]
    return {
        "grade": msgspec.to_builtins(grade),
        "attempts": [msgspec.to_builtins(entry) for entry in entries],
        "criteria": [msgspec.to_builtins(points) for row in rows for points in row.criteria],
        "decisions": [msgspec.to_builtins(decision) for decision in decisions],
        "report": str(reports_of(folder, grade.entry.submission) / "report.html") if rows else None,
    }


def _print(as_json: bool, found: Any, tell: Any) -> None:
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        tell()


def _class(grades: Iterable[Grade]) -> None:
    table = Table("Student", "Name", "Hand-in", "Status", "Score", "Waits", "Late", box=None, pad_edge=False)
    for grade in grades:
        entry = grade.entry
        names = (safe_text(entry.student), safe_text(entry.name), safe_text(entry.submission))
        table.add_row(*names, grade.status, _score(grade), points(grade.pending), _penalty(grade.penalty))
    Console().print(table)


def _score(grade: Grade) -> str:
    return "-" if grade.score is None else f"{points(grade.score)} / {points(grade.max_score)}"


def _penalty(penalty: float) -> str:
    return f"-{points(penalty)}" if penalty else ""


def _student(found: dict[str, Any]) -> None:
    console, grade = Console(), found["grade"]
    entry = grade["entry"]
    who = " ".join(part for part in (entry["student"], entry["name"], entry["email"]) if part)
    score = (
        "nothing handed in" if grade["score"] is None else f"{points(grade['score'])} / {points(grade['max_score'])}"
    )
    console.print(safe_text(f"{who}: {score}", style="bold"))
    if grade["penalty"]:
        console.print(f"late: -{points(grade['penalty'])}")
    table = Table("Criterion", "Verdict", "Score", box=None, pad_edge=False)
    for one in found["criteria"]:
        by = " (a person's)" if one["by_person"] else ""
        told = f"{points(one['score'])} / {points(one['max_score'])}{by}"
        table.add_row(safe_text(f"{one['question']}.{one['criterion']}"), one["verdict"], told)
    if found["criteria"]:
        console.print(table)
    for one in found["decisions"]:
        given = "as measured" if one["points"] is None else f"{points(one['points'])} points"
        told = f"{one['when']}  {one['who']}  {one['question']}.{one['criterion']}: {given}. {one['comment']}"
        console.print(safe_text(told), soft_wrap=True)
    if found["report"]:
        console.print(safe_text(found["report"]), soft_wrap=True)
