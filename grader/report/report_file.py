"""`report.json` read back: the one place that opens it, and checks what it needs of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from grader.errors import CallerError
from grader.model.grade import GradeStatus
from grader.model.verdict import Verdict

from .mend_first import mend_first
from .view import SCHEMA
from .words import words

REPORT = "report.json"
"""Its name in a submission's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPerson:
    """What a person decided about a criterion."""

    points: float
    """Points given."""
    comment: str = ""
    """Why, for the student."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedCriterion:
    """One criterion of a report."""

    id: str
    """The criterion."""
    check: str
    """The kind of its check."""
    verdict: Verdict
    """What it came to."""
    score: float
    """Points earned."""
    max_score: float
    """Points to be had."""
    answer: str | None = None
    """The written answer, where a person scores it."""
    by_person: ByPerson | None = None
    """What a person decided, where that counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedQuestion:
    """One question of a report."""

    id: str
    """The question."""
    title: str
    """Its name, in words."""
    verdict: Verdict
    """What its criteria share."""
    score: float
    """Points earned."""
    criteria: tuple[ReportedCriterion, ...]
    """In the rubric's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Submission:
    id: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Remark:
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report that was read back."""

    submission: _Submission
    """What was handed in: `id` and `sha256`."""
    score: float
    """Points earned."""
    max_score: float
    """Points to be had, without those of bonus questions."""
    pending: float
    """Points that wait for a person, or for the grader."""
    questions: tuple[ReportedQuestion, ...]
    """In the rubric's order."""
    remarks: tuple[_Remark, ...]
    """Worth knowing, by `id`."""
    language: str
    """Of its sentences."""
    content: dict[str, Any] = field(default_factory=dict)
    """All of it, as pages and exports word it."""

    @property
    def status(self) -> GradeStatus:
        """Return `graded`, `unreadable` or `error`: the schema has no key for it, so it is read off the parts."""
        if any(one.verdict is Verdict.ERROR for question in self.questions for one in question.criteria):
            return GradeStatus.ERROR
        return (
            GradeStatus.UNREADABLE if any(remark.id == "unreadable" for remark in self.remarks) else GradeStatus.GRADED
        )


def read_report(folder: Path) -> Report:
    """Read the report in a submission's folder.

    A report of an earlier version, which does not say what to mend first, gets it here.

    Raises:
        CallerError: it is gone, no JSON, or no report.
    """
    path = folder / REPORT
    try:
        content = msgspec.json.decode(path.read_bytes())
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _unreadable(path, f"it is no JSON: {error}") from error
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise _unreadable(path, f"it is no report of the schema {SCHEMA}")
    try:
        report = msgspec.convert({**content, "content": {}}, Report)
        if "mend_first" not in content:
            content["mend_first"] = mend_first(content["questions"], words(report.language))
    except (msgspec.ValidationError, KeyError, TypeError, OSError) as error:
        raise _unreadable(path, f"something is missing or wrong in it: {error}") from error
    report.content.update(content)
    return report


def _unreadable(path: Path, what: str) -> CallerError:
    return CallerError("report_unreadable", where=str(path), error=what)
