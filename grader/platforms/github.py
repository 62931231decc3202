"""Writes for GitHub Actions: a summary of a step, and annotations beside the code."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from grader.errors import CallerError
from grader.model.verdict import Verdict
from grader.report.html import SYMBOLS
from grader.report.numbers import points
from grader.report.plain import code, plain, visible
from grader.report.words import Words, words

from .export_job import ExportJob
from .export_result import ExportResult
from .foreign_markdown import cell, legal, neutral
from .platform import Exporter, Platform

MOST_BYTES = 1_000_000
"""Most bytes of a step's summary; GitHub drops a summary of more than 1 MiB entirely."""
MOST_OF_A_KIND = 10
"""Annotations of a kind that GitHub shows for a step."""
_KINDS = {
    Verdict.FAIL.value: "error",
    Verdict.ERROR.value: "error",
    Verdict.PARTIAL.value: "warning",
    Verdict.BLOCKED.value: "warning",
    Verdict.NOT_ATTEMPTED.value: "warning",
}
"""The kind of annotation for each verdict; what earned its points, or waits for a person, is not."""
_WITHHELD = (Verdict.PENDING.value, Verdict.ERROR.value)
_MORE_BYTES = 400
"""Bytes reserved for the sentence that says how many hand-ins are left out."""


def export(job: ExportJob) -> ExportResult:
    """Write a summary to `--out`, else append it to the step's summary, and return the annotations as commands.

    GitHub names the step's file in the variable GITHUB_STEP_SUMMARY. Text that is already there stays, and counts
    towards the limit of its size.

    Raises:
        CallerError: there is no file to write to.
    """
    step = os.environ.get("GITHUB_STEP_SUMMARY")
    path = job.out or (Path(step) if step else None)
    if path is None:
        raise CallerError("no_step_summary", where=job.platform)
    adds = job.out is None
    used = path.stat().st_size if adds and path.is_file() else 0
    text = summary_of(job.reports.values(), room=MOST_BYTES - used)
    sent = job.result({path: text.encode("utf-8")})
    return replace(sent, appended=adds, commands=tuple(annotated(job.reports.values())))


def summary_of(reports: Collection[Mapping[str, Any]], room: int = MOST_BYTES) -> str:
    """Return the summary as markdown.

    Args:
        reports: report.json of each hand-in.
        room: most bytes of the summary; hand-ins that do not fit are left out and counted.
    """
    first = next(iter(reports), None)
    if first is None:
        return ""
    w = words(first["language"])
    text, left_out = f"## {plain(first['assignment']['title'])}\n\n", 0
    used = len(text.encode())
    for report in reports:
        for part in (_table(w, report), *_failures(w, report)):
            size = len(part.encode())
            if left_out or used + size > room - _MORE_BYTES:
                left_out += 1
            else:
                text, used = text + part, used + size
    return text + (w("export.more", count=left_out) + "\n" if left_out else "")


def annotated(reports: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return commands that GitHub reads from a step's output, at most ten of a kind."""
    found: dict[str, list[str]] = {}
    for report in reports:
        for question in report["questions"]:
            criterion = _first_failure(question)
            if criterion is not None:
                kind = _KINDS[criterion["verdict"]]
                found.setdefault(kind, []).append(_command(kind, report, question, criterion))
    return [line for lines in found.values() for line in lines[:MOST_OF_A_KIND]]


def _table(w: Words, report: Mapping[str, Any]) -> str:
    score = f"{points(report['score'])} {w('page.of')} {points(report['max_score'])}"
    told = [f"### `{code(report['submission']['id']) or '?'}`", "", f"**{score} {w('page.points')}**"]
    if report["pending"]:
        told[-1] = w("style.aside", text=told[-1], aside=w("page.pending", points=points(report["pending"])))
    titles = [w("terminal.question"), w("terminal.score"), w("export.status")]
    rows = [titles, ["---"] * 3, *(_row(w, question) for question in report["questions"])]
    return "\n".join([*told, "", *(f"| {' | '.join(row)} |" for row in rows), "", ""])


def _row(w: Words, question: Mapping[str, Any]) -> list[str]:
    verdict = question["verdict"]
    earned = "-" if verdict in _WITHHELD and not question["score"] else points(question["score"])
    score = f"{earned} / {points(question['max_score'])}"
    return [cell(plain(question["title"])), score, f"{SYMBOLS[verdict]} {w('verdict.' + verdict)}"]


def _failures(w: Words, report: Mapping[str, Any]) -> Iterator[str]:
    """Return the first failure of each question, in a section that is folded until a reader opens it."""
    for question in report["questions"]:
        criterion = _first_failure(question)
        if criterion is not None:
            label = w("style.labelled", label=_html(question["title"]), text=_html(criterion["title"]))
            yield f"<details><summary>{label}</summary>\n\n{neutral(criterion['message'])}\n\n</details>\n\n"


def _first_failure(question: Mapping[str, Any]) -> Mapping[str, Any] | None:
    return next((one for one in question["criteria"] if one["verdict"] in _KINDS), None)


def _html(text: str) -> str:
    return visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("`", "")


def _command(kind: str, report: Mapping[str, Any], question: Mapping[str, Any], criterion: Mapping[str, Any]) -> str:
    source = question.get("source") or {}
    place = {"file": source.get("path", ""), "line": str(source.get("line") or "")}
    title = f"{report['submission']['id']}: {question['title']}"
    told = ",".join(f"{key}={_property(value)}" for key, value in {**place, "title": title}.items() if value)
    return f"::{kind} {told}::{_escaped(criterion['message'])}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(legal(text)).replace(":", "%3A").replace(",", "%2C")


PLATFORM = Platform(name="github", title="GitHub Actions", exporter=Exporter(export=export))
