"""Defines the result of judging a submission, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass

from .decision import Decision
from .evidence import Evidence
from .finding import Finding
from .grade import GradeStatus
from .submission import Remark
from .verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionResult:
    """The result of one criterion."""

    id: str
    """The criterion's id."""
    verdict: Verdict
    """The criterion's verdict."""
    fraction: float
    """The part of its points that is earned, 0 to 1."""
    evidence: Evidence
    """The measured numbers."""
    findings: tuple[Finding, ...] = ()
    """The explanations of the verdict."""
    answer: str | None = None
    """The written answer, where a person scores it."""
    drawn: str = ""
    """sha256 of the picture that the answer's cell drew; empty where it drew none."""
    decision: Decision | None = None
    """The decision of a person, where one counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionResult:
    """The result of one question."""

    id: str
    """The question's id."""
    verdict: Verdict
    """The verdict that summarizes its criteria."""
    score: float
    """Points earned."""
    max_score: float
    """Largest number of points."""
    pending: float
    """Points that are withheld until a person scores them."""
    criteria: tuple[CriterionResult, ...]
    """The results of its criteria, in the rubric's order."""
    bonus: bool = False
    """Whether its points are added on top of the assignment's largest score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The result of a whole submission."""

    questions: tuple[QuestionResult, ...]
    """The results of the questions, in the rubric's order."""
    remarks: tuple[Remark, ...] = ()
    """Remarks that cost no points."""
    readable: bool = True
    """Whether the submission could be read."""
    groups: tuple[str, ...] = ()
    """The ids of the decisions about groups that hold for it."""

    @property
    def status(self) -> GradeStatus:
        """Return `graded`, `unreadable`, or `error` where the grader failed on some criterion."""
        if any(one.verdict is Verdict.ERROR for question in self.questions for one in question.criteria):
            return GradeStatus.ERROR
        return GradeStatus.GRADED if self.readable else GradeStatus.UNREADABLE

    @property
    def score(self) -> float:
        """Return the points earned."""
        return round(sum(question.score for question in self.questions), 4)

    @property
    def max_score(self) -> float:
        """Return the largest number of points, without those of bonus questions."""
        return round(sum(question.max_score for question in self.questions if not question.bonus), 4)

    @property
    def pending(self) -> float:
        """Return the points that are withheld until a person scores them."""
        return round(sum(question.pending for question in self.questions), 4)
