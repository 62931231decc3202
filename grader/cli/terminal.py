"""What commands print for people: plain tables, no decisions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.report.summary import mend_first


def print_report(report: dict[str, Any], page: Path) -> None:
    """One submission: a line a question, what to mend first, where the report lies."""
    console = Console()
    table = Table("question", "verdict", "score", box=None, pad_edge=False)
    for question in report["questions"]:
        score = f"{_number(question['score'])} / {_number(question['max_score'])}"
        table.add_row(Text(question["title"]), question["verdict"].replace("_", " "), score)
    console.print(Text(f"{report['submission']['id']}: {_score(report)}", style="bold"))
    console.print(table)
    for item in mend_first(report):
        console.print(Text(f"mend first: {item['title']}"))
    console.print(Text(f"report: {page}"), soft_wrap=True)


def print_class(summary: dict[str, Any], out: Path) -> None:
    """A class: who, score, what to mend first, and each report's path."""
    console = Console()
    table = Table("who", "score", "mend first", box=None, pad_edge=False)
    table.columns[1].no_wrap = True
    for row in summary["submissions"]:
        first = row["mend_first"][0] if row["mend_first"] else "nothing"
        shown = _score(row) if row["status"] == "graded" else row["status"]
        table.add_row(Text(row["id"]), shown, Text(first))
    console.print(table)
    for row in summary["submissions"]:
        console.print(Text(f"{out / row['report']}"), soft_wrap=True)


def print_audit(found: dict[str, Any]) -> None:
    """An audit: reference, template, mistakes, weaknesses."""
    console = Console()
    for who in ("reference", "template"):
        console.print(f"{who}: {_number(found[who]['score'])} of {_number(found[who]['max_score'])}")
    for mistake in found["mistakes"]:
        named = mistake["named_first"] or "not named"
        console.print(
            Text(f"mistake {mistake['id']}: {_number(mistake['score'])} of {_number(mistake['max_score'])}, {named}")
        )
    for one, other, why in found["indistinguishable"]:
        console.print(Text(f"alike: {one} and {other} ({why})"))
    if found["idle_criteria"]:
        console.print(Text("no known mistake fails: " + ", ".join(found["idle_criteria"])))
    for weakness, reason in found["accepted"].items():
        console.print(Text(f"accepted: {weakness} ({reason})"))
    for weakness in found["no_longer_found"]:
        console.print(Text(f"accepted, but not found any more: {weakness}"))
    console.print("proved" if found["ok"] else "NOT proved")


def _score(row: dict[str, Any]) -> str:
    waiting = f" (+{_number(row['pending'])} pending)" if row["pending"] else ""
    return f"{_number(row['score'])} of {_number(row['max_score'])}{waiting}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
