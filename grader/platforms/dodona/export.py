"""Dodona: writes a report as the output of a judge.

Source: dodona-edu/dodona, public/schemas/partial_output.json (commit 1ee87f3), which each command must satisfy, and
app/runners/result_constructor.rb (commit 7281986), which says how commands become a result.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from grader.model.verdict import Verdict
from grader.platforms.export_job import ExportJob
from grader.platforms.export_result import ExportResult
from grader.platforms.feedback_zip import refuse_staff
from grader.platforms.foreign_markdown import legal, neutral
from grader.report.numbers import points
from grader.report.plain import plain, visible
from grader.report.words import Words, words

FILE = "judgement.jsonl"
"""The file of one hand-in: a command a line, as a judge prints them."""
_RIGHT = {Verdict.PASS.value, Verdict.CARRIED.value}
_WITHHELD = {Verdict.PENDING.value, Verdict.ERROR.value}

Command = dict[str, Any]
"""One command of the judge's output."""


def export(job: ExportJob) -> ExportResult:
    """Write `dodona/<hand-in>/judgement.jsonl` for each hand-in; raise CallerError for reports meant for staff."""
    refuse_staff(job.reports, str(job.folder))
    return job.result(job.file_of_each(FILE, lambda name: judgement_of(job.reports[name]).encode("utf-8")))


def judgement_of(report: Mapping[str, Any]) -> str:
    """Return the output of a judge: a tab for each question, with a test case for each criterion.

    A criterion whose points are withheld becomes a message of its tab, since a test case can only be right or wrong.

    Args:
        report: report.json.
    """
    return "".join(f"{_encoded(command)}\n" for command in _commands(words(report["language"]), report))


def _commands(w: Words, report: Mapping[str, Any]) -> Iterator[Command]:
    yield {"command": "start-judgement"}
    yield _message(f"**{_score(w, report)}**")
    if report["pending"]:
        yield _message(w("page.pending", points=points(report["pending"])))
    for remark in report["remarks"]:
        if remark["audience"] == "student":
            yield _message(neutral(remark["message"]))
    for question in report["questions"]:
        yield from _tab(w, question)
    status = _status(report)
    human = w(f"verdict.{_VERDICTS[status]}")
    yield {
        "command": "close-judgement",
        "accepted": status == "correct",
        "status": {"enum": status, "human": f"{human}: {_score(w, report)}"},
    }


def _tab(w: Words, question: Mapping[str, Any]) -> Iterator[Command]:
    yield {"command": "start-tab", "title": visible(legal(question["title"]))}
    for criterion in question["criteria"]:
        if criterion["verdict"] in _WITHHELD:
            yield _message(f"**{neutral(plain(criterion['title']))}**: {_said(w, criterion)}")
        else:
            yield from _context(w, criterion)
    yield {"command": "close-tab"}


def _context(w: Words, criterion: Mapping[str, Any]) -> Iterator[Command]:
    accepted = criterion["verdict"] in _RIGHT
    title = {"format": "plain", "description": visible(legal(criterion["title"]))}
    yield {"command": "start-context"}
    yield {"command": "start-testcase", "description": title}
    yield _message(f"{_said(w, criterion)} ({_score(w, criterion)})")
    yield {"command": "close-testcase", "accepted": accepted}
    yield {"command": "close-context", "accepted": accepted}


def _said(w: Words, criterion: Mapping[str, Any]) -> str:
    if criterion["verdict"] == Verdict.ERROR.value:
        return f"**{w('export.failed_here', points=points(criterion['max_score']))}**"
    head = f"**{w('verdict.' + criterion['verdict'])}**{w('style.full_stop')}"
    return w("style.between_sentences").join([head, neutral(criterion["message"])])


def _score(w: Words, judged: Mapping[str, Any]) -> str:
    return f"{points(judged['score'])} {w('page.of')} {points(judged['max_score'])} {w('page.points')}"


_VERDICTS = {"correct": "pass", "wrong": "fail", "runtime error": "fail", "internal error": "error"}
"""Our word for each status that a judgement may have, of those that Dodona knows."""


def _status(report: Mapping[str, Any]) -> str:
    """Return the worst status: a failure of the grader, a crash of the student's code, wrong, or correct."""
    criteria = [criterion for question in report["questions"] for criterion in question["criteria"]]
    if any(criterion["verdict"] == Verdict.ERROR.value for criterion in criteria):
        return "internal error"
    judged = [criterion for criterion in criteria if criterion["verdict"] not in _WITHHELD]
    if any(criterion["evidence"].get("rung") == "raised" for criterion in judged):
        return "runtime error"
    return "correct" if all(criterion["verdict"] in _RIGHT for criterion in judged) else "wrong"


def _message(markdown: str) -> Command:
    return {"command": "append-message", "message": {"format": "markdown", "description": markdown}}


def _encoded(value: Any) -> str:
    """Return a value as JSON, with braces in texts escaped.

    Dodona splits a judge's output wherever an opening brace follows a closing one, also inside texts, and drops the
    blanks between them.
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {_encoded(one)}" for key, one in value.items()) + "}"
    return json.dumps(value).replace("{", r"\u007b").replace("}", r"\u007d")
