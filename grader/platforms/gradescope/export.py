"""Gradescope: writes a report as the results.json of its autograder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grader.files.atomic import json_text
from grader.model.verdict import Verdict
from grader.platforms.export_job import ExportJob
from grader.platforms.export_result import ExportResult
from grader.platforms.foreign_markdown import neutral
from grader.report.numbers import points
from grader.report.plain import plain
from grader.report.words import Words, words

FILE = "results.json"
"""The file's name, which Gradescope requires."""
_WITHHELD = {Verdict.PENDING.value, Verdict.ERROR.value}
_RIGHT = {Verdict.PASS.value, Verdict.CARRIED.value}


def export(job: ExportJob) -> ExportResult:
    """Write a file for each hand-in; for a group, the smallest late penalty of its members is subtracted."""
    least: dict[str, float] = {}
    differs: dict[str, None] = {}
    for grade in job.grades:
        name = grade.entry.submission
        if least.setdefault(name, grade.penalty) != grade.penalty:
            differs[name], least[name] = None, min(least[name], grade.penalty)

    def content(name: str) -> bytes:
        return json_text(results_of(job.reports[name], least[name])).encode("utf-8")

    notes = (
        f"Lateness differs within the group of {name}: the least was taken." for name in job.reports if name in differs
    )
    return job.result(job.file_of_each(FILE, content), tuple(notes))


def results_of(report: Mapping[str, Any], penalty: float = 0.0) -> dict[str, Any]:
    """Return the content of results.json.

    The test of a question whose points are withheld has no score, so that it is not read as a zero; `output` says which
    points are not final. Gradescope requires a total score, which is the sum of the points that were judged.

    Args:
        report: report.json.
        penalty: points that are subtracted for lateness.
    """
    w = words(report["language"])
    return {
        "score": round(report["score"] - penalty, 4),
        "output": "\n\n".join(_told(w, report, penalty)),
        "output_format": "md",
        "test_output_format": "md",
        "test_name_format": "text",
        "visibility": "visible",
        "tests": list(_tests(w, report)),
        "extra_data": {
            "schema": report["schema"],
            "max_score": report["max_score"],
            "pending": report["pending"],
            "penalty": penalty,
            "final": not report["pending"] and not _failed(report),
            "rubric_sha256": report["provenance"].get("rubric_sha256", ""),
        },
    }


def _told(w: Words, report: Mapping[str, Any], penalty: float) -> Iterator[str]:
    """Return what concerns the whole hand-in, as markdown."""
    failed = _failed(report)
    if failed:
        yield f"**{w('export.failed', questions=w('style.between_items').join(failed))}**"
    waiting = sum(
        criterion["max_score"]
        for question in report["questions"]
        for criterion in question["criteria"]
        if criterion["verdict"] == Verdict.PENDING.value
    )
    if waiting:
        yield w("page.pending", points=points(waiting))
    if penalty:
        yield w("export.penalty", points=points(penalty))
    for remark in report["remarks"]:
        if remark["audience"] == "student":
            yield neutral(remark["message"])


def _tests(w: Words, report: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for place, question in enumerate(report["questions"], 1):
        for number, criterion in enumerate(question["criteria"], 1):
            verdict = criterion["verdict"]
            judged = {"score": criterion["score"], "max_score": criterion["max_score"]}
            status = {"status": "passed" if verdict in _RIGHT else "failed"}
            yield {
                "number": f"{place}.{number}",
                "name": w("style.labelled", label=question["title"], text=criterion["title"]),
                **({} if verdict in _WITHHELD else judged | status),
                "output": _output(w, criterion),
                "output_format": "md",
                "visibility": "visible",
                "extra_data": {"question": question["id"], "criterion": criterion["id"], "verdict": verdict},
            }


def _output(w: Words, criterion: Mapping[str, Any]) -> str:
    if criterion["verdict"] == Verdict.ERROR.value:
        return f"**{w('export.failed_here', points=points(criterion['max_score']))}**"
    head = f"**{w('verdict.' + criterion['verdict'])}**{w('style.full_stop')}"
    return w("style.between_sentences").join([head, neutral(criterion["message"])])


def _failed(report: Mapping[str, Any]) -> list[str]:
    """Return the titles of questions on which the grader failed."""
    return [plain(question["title"]) for question in report["questions"] if question["verdict"] == Verdict.ERROR.value]
