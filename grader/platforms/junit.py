"""Writes JUnit's XML: a suite for each question of a hand-in, with a case for each criterion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET  # it only writes here

from grader.model.verdict import Verdict
from grader.report.plain import visible

from .export_job import ExportJob
from .export_result import ExportResult
from .foreign_markdown import legal
from .platform import Exporter, Platform

_TAGS = {
    Verdict.PASS: "",
    Verdict.CARRIED: "",
    Verdict.PARTIAL: "failure",
    Verdict.FAIL: "failure",
    Verdict.NOT_ATTEMPTED: "failure",
    Verdict.BLOCKED: "failure",
    Verdict.PENDING: "skipped",
    Verdict.ERROR: "error",
}
"""The tag in a case for each verdict; none where it earned its points."""


def export(job: ExportJob) -> ExportResult:
    """Write all reports into `junit.xml`, or into the file that the caller names."""
    return job.result({job.out or job.folder / "junit.xml": junit(list(job.reports.values()))})


def junit(reports: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the reports as JUnit's XML.

    Args:
        reports: report.json of each hand-in.
    """
    title = reports[0]["assignment"]["title"] if reports else ""
    suites = [_suite(report, question) for report in reports for question in report["questions"]]
    root = ET.Element("testsuites", {"name": legal(title), **_counts(suites)})
    root.extend(suites)
    ET.indent(root, " ")
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _suite(report: Mapping[str, Any], question: Mapping[str, Any]) -> ET.Element:
    submission, assignment = report["submission"]["id"], report["assignment"]["id"]
    named = f"{assignment}.{submission}.{question['id']}"
    cases = [_case(named, criterion) for criterion in question["criteria"]]
    suite = ET.Element("testsuite", {"name": legal(f"{submission}: {question['title']}"), **_counts(cases)})
    _properties(suite, question)
    suite.extend(cases)
    return suite


def _case(named: str, criterion: Mapping[str, Any]) -> ET.Element:
    case = ET.Element("testcase", {"name": legal(criterion["title"]), "classname": legal(named)})
    _properties(case, criterion)
    verdict = Verdict(criterion["verdict"])
    tag = _TAGS[verdict]
    if tag:
        message = legal(criterion["message"])
        said = {"message": visible(message.partition("\n")[0])}
        found = ET.SubElement(case, tag, said if tag == "skipped" else {**said, "type": verdict.value})
        found.text = None if tag == "skipped" else message
    return case


def _properties(element: ET.Element, judged: Mapping[str, Any]) -> None:
    listed = ET.SubElement(element, "properties")
    for name in ("id", "verdict", "score", "max_score"):
        ET.SubElement(listed, "property", {"name": name, "value": legal(str(judged[name]))})


def _counts(parts: Sequence[ET.Element]) -> dict[str, str]:
    """Count the cases, and how many of each kind."""
    counted = {"tests": sum(len(list(part.iter("testcase"))) for part in parts)}
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        counted[name] = sum(len(list(part.iter(tag))) for part in parts)
    return {name: str(count) for name, count in counted.items()}


PLATFORM = Platform(name="junit", title="JUnit", exporter=Exporter(export=export))
