"""A judged submission, before anybody words it."""

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
    """One criterion, judged."""

    id: str
    """The criterion."""
    verdict: Verdict
    """What it came to."""
    fraction: float
    """The part of its points that it earned, 0 to 1."""
    evidence: Evidence
    """What was measured."""
    findings: tuple[Finding, ...] = ()
    """What explains it."""
    answer: str | None = None
    """The written answer, where a person scores it."""
    decision: Decision | None = None
    """What a person decided, where that counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionResult:
    """One question, judged."""

    id: str
    """The question."""
    verdict: Verdict
    """What its criteria share."""
    score: float
    """Points earned."""
    max_score: float
    """Points to be had."""
    pending: float
    """Points that wait for a person."""
    criteria: tuple[CriterionResult, ...]
    """In the rubric's order."""
    bonus: bool = False
    """Whether its points come on top of those that are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A whole submission, judged."""

    questions: tuple[QuestionResult, ...]
    """In the rubric's order."""
    remarks: tuple[Remark, ...] = ()
    """Worth knowing, no points."""
    readable: bool = True
    """Whether what was handed in could be read."""

    @property
    def status(self) -> GradeStatus:
        """Return `graded`, `unreadable`, or `error` where the grader failed on some criterion."""
        if any(one.verdict is Verdict.ERROR for question in self.questions for one in question.criteria):
            return GradeStatus.ERROR
        return GradeStatus.GRADED if self.readable else GradeStatus.UNREADABLE

    @property
    def score(self) -> float:
        """Return points earned."""
        return round(sum(question.score for question in self.questions), 4)

    @property
    def max_score(self) -> float:
        """Return points to be had, without those of bonus questions."""
        return round(sum(question.max_score for question in self.questions if not question.bonus), 4)

    @property
    def pending(self) -> float:
        """Return points that wait for a person."""
        return round(sum(question.pending for question in self.questions), 4)
