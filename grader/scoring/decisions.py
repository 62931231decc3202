"""Applies people's decisions to a measured result."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from grader.model.decision import Decision
from grader.model.result import CriterionResult, QuestionResult, Result
from grader.model.rubric import Criterion, Question, Rubric
from grader.model.verdict import Verdict

from .points import score


def decided(result: Result, rubric: Rubric, decisions: Sequence[Decision]) -> Result:
    """Return a result in which people's points replace the measured ones.

    Args:
        result: the measured result.
        rubric: the rubric.
        decisions: about this submission, oldest first; the last about a criterion counts.
    """
    last = {decision.place: decision for decision in decisions}
    if not last:
        return result
    pairs = zip(rubric.questions, result.questions, strict=True)
    return replace(result, questions=tuple(_question(question, judged, last) for question, judged in pairs))


def revision_of(text: str, drawn: str = "") -> str:
    """Return a short hash of a written answer, which ties points to this text, and to what its cell drew.

    Args:
        text: the text.
        drawn: hash of the picture; empty where there is none.
    """
    text = f"{text}\0{drawn}" if drawn else text
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def picture_hash(png: bytes) -> str:
    """Return the hash by which a picture is known."""
    return hashlib.sha256(png).hexdigest()


def counts(decision: Decision, answer: str | None, drawn: str = "") -> bool:
    """Return whether a decision applies: one about a written answer only to the same text and picture.

    Args:
        decision: the decision.
        answer: the written answer as handed in; None where there is none.
        drawn: hash of the picture that its cell drew; empty where there is none.
    """
    return is_for(decision, revision_of(answer or "", drawn))


def is_for(decision: Decision, revision: str) -> bool:
    """Return whether a decision gives points, to an answer of this revision."""
    return decision.points is not None and decision.answer in ("", revision)


def _question(question: Question, judged: QuestionResult, decisions: dict[tuple[str, str], Decision]) -> QuestionResult:
    results = []
    for criterion, result in zip(question.criteria, judged.criteria, strict=True):
        decision = decisions.get((question.id, criterion.id))
        found = decision is not None and counts(decision, result.answer, result.drawn)
        results.append(_given(criterion, result, decision) if decision and found else result)
    return score(question, results)


def _given(criterion: Criterion, result: CriterionResult, decision: Decision) -> CriterionResult:
    fraction = min(1.0, max(0.0, (decision.points or 0.0) / criterion.points))
    verdict = Verdict.PASS if fraction == 1 else Verdict.PARTIAL if fraction > 0 else Verdict.FAIL
    findings = () if verdict is Verdict.PASS else result.findings
    return replace(result, verdict=verdict, fraction=fraction, findings=findings, decision=decision)
