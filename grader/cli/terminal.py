"""Print results for people as plain tables."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from grader.cli.say import safe_text
from grader.report.numbers import points
from grader.report.words import Words, words
from grader.sandbox.bubblewrap import MENDED

MOST_LISTED = 1_000
"""Largest class of which each hand-in has a line; of a larger one the counts are printed."""
MOST_CLUSTERS = 10
"""Most findings of a class that are printed; summary.json has them all."""


def print_report(report: dict[str, Any], page: Path) -> None:
    """Print one submission: a line for each question, what to mend first, and the report's path.

    Args:
        report: report.json.
        page: the path of report.html.
    """
    console, w = Console(), words(report["language"])
    table = Table(w("terminal.question"), w("terminal.verdict"), w("terminal.score"), box=None, pad_edge=False)
    for question in report["questions"]:
        score = f"{points(question['score'])} / {points(question['max_score'])}"
        table.add_row(safe_text(question["title"]), w(f"terminal.verdict_{question['verdict']}"), score)
    told = w("terminal.submission", id=report["submission"]["id"], score=_score(w, report))
    console.print(safe_text(told, style="bold"))
    console.print(table)
    for item in report["mend_first"]:
        console.print(safe_text(w("terminal.mend_this_first", title=item["title"])))
    console.print(safe_text(w("terminal.report", path=page)), soft_wrap=True)


def print_class(summary: dict[str, Any], out: Path, language: str) -> None:
    """Print a class: each student's id, score, what to mend first and report's path.

    Args:
        summary: summary.json.
        out: the folder of the results.
        language: the language of the words.
    """
    console, w = Console(), words(language)
    unread = (row for row in summary["submissions"] if row["status"] == "unreadable")
    for row in islice(unread, MOST_LISTED):
        console.print(safe_text(w("terminal.unread", id=row["id"], why=row.get("why", ""))), soft_wrap=True)
    large = summary["count"] > MOST_LISTED
    listed = () if large else summary["submissions"]
    table = Table(w("terminal.who"), w("terminal.score"), w("terminal.mend_first"), box=None, pad_edge=False)
    table.columns[1].no_wrap = True
    for row in listed:
        first = (
            row["mend_first"][0] if row["mend_first"] else w("terminal.nothing") if row["status"] == "graded" else ""
        )
        score = _counted(w, row) if row["status"] == "graded" else w(f"terminal.status_{row['status']}")
        table.add_row(safe_text(row["id"]), score, safe_text(first))
    if large:
        console.print(safe_text(w("terminal.large", count=summary["count"], table=out / "results.csv")), soft_wrap=True)
    else:
        console.print(table)
    for cluster in summary["clusters"][:MOST_CLUSTERS]:
        told = w("terminal.cluster", count=cluster["count"], of=summary["count"], title=cluster["title"])
        console.print(safe_text(told))
    if summary.get("without_time"):
        said = w("terminal.without_time", count=summary["without_time"], of=summary["count"])
        console.print(safe_text(said), soft_wrap=True)
    for row in listed:
        console.print(safe_text(f"{out / row['report']}"), soft_wrap=True)
    console.print(safe_text(w("terminal.class", page=out / "class.html", out=out)), soft_wrap=True)


def _score(w: Words, row: dict[str, Any]) -> str:
    waiting = w("terminal.pending", points=points(row["pending"])) if row["pending"] else ""
    return f"{of_points(w, row)}{waiting}"


def _counted(w: Words, row: dict[str, Any]) -> str:
    """Return a submission's score in its class: after lateness, beside the one before it."""
    outcomes = row.get("counted", [])
    if len(outcomes) != 1:
        return w("terminal.differs", score=_score(w, row)) if outcomes else _score(w, row)
    (outcome,) = outcomes
    if not outcome["counts"]:
        return w("terminal.does_not_count", score=_score(w, row))
    after = {**row, "score": outcome["score"]}
    return w("terminal.after_lateness", score=_score(w, after), before=points(outcome["before"]))


def of_points(w: Words, row: dict[str, Any]) -> str:
    """Return points of the most that there are, in words."""
    return w("terminal.of", score=points(row["score"]), most=points(row["max_score"]))


def print_sandbox(found: dict[str, Any], language: str) -> None:
    """Print the strongest level of isolation that was proved, and the walls that held at each level."""
    w, console = words(language), Console()
    walls = list(dict.fromkeys(wall for trial in found["tried"] for wall in trial["held"]))
    table = Table(w("terminal.wall"), *(trial["level"] for trial in found["tried"]), box=None, pad_edge=False)
    for wall in walls:
        said = {True: w("terminal.held"), False: w("terminal.not_held"), None: "-"}
        table.add_row(w(f"terminal.wall_{wall}"), *(said[trial["held"].get(wall)] for trial in found["tried"]))
    console.print(table)
    for trial in found["tried"]:
        if trial["trouble"]:
            console.print(safe_text(w("style.labelled", label=trial["level"], text=trial["trouble"])))
    for line in _of_bubblewrap(w, found):
        console.print(safe_text(line), soft_wrap=True)
    console.print(safe_text(w("terminal.isolation", level=found["level"])))


def _of_bubblewrap(w: Words, found: dict[str, Any]) -> list[str]:
    """Return the lines on bubblewrap: its version, what an old one means here, and a profile that it lacks."""
    version = found["bubblewrap"]
    lines = [w("terminal.bubblewrap", version=version)] if version else []
    if version and tuple(map(int, version.split("."))) < MENDED:
        lines.append(w("terminal.bubblewrap_old"))
    return lines + ([w("terminal.needs_profile")] if found["needs_profile"] and found["level"] != "full" else [])
