"""Print results for people as plain tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.report.numbers import points
from grader.report.words import Words, words

MOST_CASES = 3
"""Most cases of a rubric that are printed; `grader audit --json` has them all."""
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
        table.add_row(Text(question["title"]), w(f"terminal.verdict_{question['verdict']}"), score)
    told = w("terminal.submission", id=report["submission"]["id"], score=_score(w, report))
    console.print(Text(told, style="bold"))
    console.print(table)
    for item in report["mend_first"]:
        console.print(Text(w("terminal.mend_this_first", title=item["title"])))
    console.print(Text(w("terminal.report", path=page)), soft_wrap=True)


def print_class(summary: dict[str, Any], out: Path, language: str) -> None:
    """Print a class: each student's id, score, what to mend first and report's path.

    Args:
        summary: summary.json.
        out: the folder of the results.
        language: the language of the words.
    """
    console, w = Console(), words(language)
    table = Table(w("terminal.who"), w("terminal.score"), w("terminal.mend_first"), box=None, pad_edge=False)
    table.columns[1].no_wrap = True
    for row in summary["submissions"]:
        first = row["mend_first"][0] if row["mend_first"] else w("terminal.nothing")
        shown = _score(w, row) if row["status"] == "graded" else w(f"terminal.status_{row['status']}")
        table.add_row(Text(row["id"]), shown, Text(first))
    console.print(table)
    for cluster in summary["clusters"][:MOST_CLUSTERS]:
        told = w("terminal.cluster", count=cluster["count"], of=summary["count"], title=cluster["title"])
        console.print(Text(told))
    for row in summary["submissions"]:
        console.print(Text(f"{out / row['report']}"), soft_wrap=True)


def print_audit(found: dict[str, Any], untranslated: list[str], language: str) -> None:
    """Print an audit: reference, template, mistakes, weaknesses, and the texts without translation.

    Args:
        found: the audit's result, as `grader audit --json` prints it.
        untranslated: the keys of the rubric's texts that have no translation.
        language: the language of the words.
    """
    console, w = Console(), words(language)
    for line in _audited(w, found):
        console.print(Text(line))
    for place in untranslated:
        console.print(Text(w("terminal.untranslated", place=place)))
    console.print(w("terminal.proved" if found["ok"] else "terminal.not_proved"))


def _audited(w: Words, found: dict[str, Any]) -> list[str]:
    lines = [w(f"terminal.{who}", score=_of(w, found[who])) for who in ("reference", "template")]
    for mistake in found["mistakes"]:
        named = mistake["named_first"] or w("terminal.not_named")
        lines.append(w("terminal.mistake", id=mistake["id"], score=_of(w, mistake), named=named))
        if mistake["unnamed"]:
            lines.append(w("terminal.unnamed", questions=", ".join(mistake["unnamed"])))
    for one, other, why in found["indistinguishable"]:
        lines.append(w("terminal.alike", one=one, other=other, why=why))
    if found["idle_criteria"]:
        lines.append(w("terminal.idle", criteria=", ".join(found["idle_criteria"])))
    if found["seen_only_hidden"]:
        lines.append(w("terminal.seen_only_hidden", mistakes=", ".join(found["seen_only_hidden"])))
    for single in found["single_cases"][:MOST_CASES]:
        criteria = ", ".join(f"{name} {points(worth)}" for name, worth in single["criteria"].items())
        told = {"case": single["case"], "points": points(single["points"]), "criteria": criteria}
        lines.append(w("terminal.single_case", **told))
    lines += [w("terminal.accepted", weakness=name, reason=why) for name, why in found["accepted"].items()]
    lines += [w("terminal.no_longer_found", weakness=weakness) for weakness in found["no_longer_found"]]
    return lines


def _score(w: Words, row: dict[str, Any]) -> str:
    waiting = w("terminal.pending", points=points(row["pending"])) if row["pending"] else ""
    return f"{_of(w, row)}{waiting}"


def _of(w: Words, row: dict[str, Any]) -> str:
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
            console.print(Text(w("style.labelled", label=trial["level"], text=trial["trouble"])))
    console.print(Text(w("terminal.isolation", level=found["level"])))
