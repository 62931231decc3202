"""Reads `report.json` back and checks it; no other module opens the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from grader.errors import CallerError
from grader.model.grade import GradeStatus
from grader.model.verdict import Verdict

from .mend_first import mend_first
from .view import SCHEMA
from .words import words

P = TypeVar("P")
REPORT = "report.json"
"""Name of the file in a submission's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPerson:
    """A person's decision about a criterion."""

    points: float
    """Points given."""
    comment: str = ""
    """The reason, for the student."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedCriterion:
    """One criterion of a report."""

    id: str
    """The criterion's id."""
    check: str
    """The kind of its check."""
    verdict: Verdict
    """The criterion's verdict."""
    score: float
    """Points earned."""
    max_score: float
    """Largest number of points."""
    answer: str | None = None
    """The written answer, where a person scores it."""
    by_person: ByPerson | None = None
    """The decision of a person, where one counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedQuestion:
    """One question of a report."""

    id: str
    """The question's id."""
    title: str
    """Its name, in words."""
    verdict: Verdict
    """The verdict that summarizes its criteria."""
    score: float
    """Points earned."""
    criteria: tuple[ReportedCriterion, ...]
    """The criteria, in the rubric's order."""


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
    """The submission: `id` and `sha256`."""
    score: float
    """Points earned."""
    max_score: float
    """Largest number of points, without those of bonus questions."""
    pending: float
    """Points that are withheld until a person scores them or the grader's failure is mended."""
    questions: tuple[ReportedQuestion, ...]
    """The questions, in the rubric's order."""
    remarks: tuple[_Remark, ...]
    """The remarks, by `id`."""
    language: str
    """The language of its sentences."""
    groups: tuple[str, ...] = ()
    """The ids of the decisions about groups that hold for the submission."""
    content: dict[str, Any] = field(default_factory=dict)
    """The whole content of the file, for pages and exports."""

    @property
    def status(self) -> GradeStatus:
        """Return `graded`, `unreadable` or `error`, derived from verdicts and remarks: the file has no such key."""
        if any(one.verdict is Verdict.ERROR for question in self.questions for one in question.criteria):
            return GradeStatus.ERROR
        return (
            GradeStatus.UNREADABLE if any(remark.id == "unreadable" for remark in self.remarks) else GradeStatus.GRADED
        )


def read_report(folder: Path) -> Report:
    """Read the report in a submission's folder.

    A report of an earlier version, without `mend_first`, gets it here.

    Raises:
        CallerError: there is no file, or it is not JSON, or not a report.
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


def read_part(folder: Path, part: type[P]) -> P:
    """Read some keys of the report in a submission's folder, in a fraction of the time that all of it takes.

    Args:
        folder: the submission's folder.
        part: a record with those keys.

    Raises:
        CallerError: there is no file, or it has them not.
    """
    path = folder / REPORT
    try:
        return msgspec.json.decode(path.read_bytes(), type=part)
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _unreadable(path, f"something is missing or wrong in it: {error}") from error


def _unreadable(path: Path, what: str) -> CallerError:
    return CallerError("report_unreadable", where=str(path), error=what)
