"""Says by criterion what the reference loses and the template earns, and why a mistake is not named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from grader.model.observation import Failure, LimitReason
from grader.model.result import CriterionResult, QuestionResult, Result
from grader.model.rubric import Criterion, Rubric
from grader.model.verdict import Verdict
from grader.report.message import tell
from grader.report.plain import visible
from grader.report.words import Words
from grader.scoring.points import criterion_score
from grader.submission.solved import PACKAGE

_LIMITS = {reason.value for reason in LimitReason}
"""Values of `Failure.why` that stand for a limit; others are the exit code of a process."""


def lost(rubric: Rubric, reference: Result, words: Words) -> list[dict[str, Any]]:
    """Return the criteria that the reference does not pass, but for those that a person marks.

    Args:
        rubric: the rubric.
        reference: the result of the solved assignment.
        words: the sentences of a language, for the reasons.

    Returns:
        For each its `criterion`, `verdict`, `score`, `max_score`, and `why`.
    """
    pairs = _pairs(rubric, reference)
    wrong = ((key, c, r) for key, c, r in pairs if not c.check.is_marked_by_person and r.verdict is not Verdict.PASS)
    return [_told(key, criterion, result, words) for key, criterion, result in wrong]


def earned(rubric: Rubric, template: Result, words: Words) -> list[dict[str, Any]]:
    """Return the criteria for which the untouched template earns points or waits for a person, in the form of `lost`.

    Args:
        rubric: the rubric.
        template: the result of the untouched template.
        words: the sentences of a language, for the reasons.
    """
    paid = ((key, c, r) for key, c, r in _pairs(rubric, template) if r.fraction != 0 or r.verdict is Verdict.PENDING)
    return [_told(key, criterion, result, words) for key, criterion, result in paid]


def _pairs(rubric: Rubric, result: Result) -> Iterator[tuple[str, Criterion, CriterionResult]]:
    results = (criterion for question in result.questions for criterion in question.criteria)
    for place, found in zip(rubric.places(), results, strict=True):
        yield place.key, place.criterion, found


def _told(key: str, criterion: Criterion, result: CriterionResult, words: Words) -> dict[str, Any]:
    told = tell(words, criterion, result, {})
    worst = result.evidence.worst
    raised = "" if worst is None or worst.failure is None else _error(worst.failure)
    parts = [told.measured, told.where, raised]
    return {
        "criterion": key,
        "verdict": result.verdict.value,
        "score": criterion_score(criterion, result),
        "max_score": criterion.points,
        "why": words("style.between_sentences").join(part for part in parts if part),
    }


def remark_on(question: QuestionResult, mistake: str) -> dict[str, Any] | None:
    """Return why a question does not name a mistake that it should name, or that the mistake's own code crashes in it.

    Args:
        question: the question's result for a submission with the mistake.
        mistake: the mistake's id.

    Returns:
        `question` and `why`: `crashes` (with `error`, `path`, `line`, `source`, and `failed_cases` of its `cases`),
        `returns` (another number of values: what it `got`, and `expected`), `stopped` (at a `limit`), `ended` (its
        process), `loses_nothing`, `another` (with `named`), or `not_named`; None where it is named and nothing fails.
    """
    named = first_named(question)
    failed = _failed(question, mistake)
    if failed is not None and named in (None, mistake):
        return {"question": question.id, **failed}
    if loses_nothing(question):
        return {"question": question.id, "why": "loses_nothing"}
    if named is None:
        return {"question": question.id, "why": "not_named"}
    return None if named == mistake else {"question": question.id, "why": "another", "named": named}


def loses_nothing(question: QuestionResult) -> bool:
    """Return whether a question earns every point that no person gives."""
    return question.score >= question.max_score - question.pending


def first_named(*questions: QuestionResult) -> str | None:
    """Return the mistake that the first finding with one names; None without one."""
    findings = (finding for q in questions for criterion in q.criteria for finding in criterion.findings)
    return next((finding.mistake for finding in findings if finding.mistake), None)


def _failed(question: QuestionResult, mistake: str) -> dict[str, Any] | None:
    """Return how a mistake's code failed, from the first case in which it did; None where it did in none."""
    compared = [comparison for criterion in question.criteria for comparison in criterion.evidence.comparisons]
    failures = {c.case: c.failure for c in reversed(compared) if c.failure is not None}
    if not failures:
        return None
    failure = list(failures.values())[-1]
    if failure.got:
        return {"why": "returns", "got": failure.got, "expected": ", ".join(failure.expected)}
    if not failure.error:
        return {"why": "stopped", "limit": failure.why} if failure.why in _LIMITS else {"why": "ended"}
    own = [frame for frame in failure.frames if frame.path == f"{PACKAGE}/mistakes/{mistake}.py"]
    last = next(iter(own[-1:] or failure.frames[-1:]), None)
    place = {} if last is None else {"path": _shown_path(last.path), "line": last.line, "source": visible(last.source)}
    cases = {"failed_cases": len(failures), "cases": len({comparison.case for comparison in compared})}
    return {"why": "crashes", "error": _error(failure), **place, **cases}


def _error(failure: Failure) -> str:
    return visible(f"{failure.error}: {failure.text}") if failure.error else ""


def _shown_path(path: str) -> str:
    """Return a path of the solved assignment as the instructor knows it: without the package of the reference."""
    return path.removeprefix(f"{PACKAGE}/")
