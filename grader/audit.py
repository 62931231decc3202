"""Proves a rubric: the reference earns everything, the template nothing, every known mistake loses points by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from grader.intake.solved import solved_submission
from grader.intake.submission import submission_of, template_files
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations
from grader.model.result import Result
from grader.model.rubric import Answer, Gradient, Matches
from grader.model.submission import Submission
from grader.model.verdict import Verdict
from grader.pipeline import judge, observe
from grader.sandbox.slot import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A mistake's own submission, judged."""

    id: str
    result: Result
    named_first: str | None


def audit(assignment: Assignment, expectations: Expectations, slot: Slot) -> dict[str, Any]:
    """What contract.md calls `grader/audit/v1`."""

    def result_of(submission: Submission) -> Result:
        return judge(observe(submission, assignment, expectations, slot), assignment, expectations)

    reference = result_of(solved_submission(assignment))
    untouched = dict(template_files(assignment.template_folder))
    template = result_of(submission_of("template", untouched, assignment))
    judged = [_judged(m.id, result_of(solved_submission(assignment, m))) for m in assignment.mistakes]
    relevant = [m for m in judged if _replaces_something_asked(assignment, m.id)]
    accepted = assignment.rubric.accepted
    alike = _alike(expectations, {m.id for m in relevant if m.id not in accepted})
    idle = _idle(assignment, [m for m in relevant if m.id not in accepted])
    most = _machine_points(assignment)
    weak = [m.id for m in relevant if m.named_first != m.id or m.result.score >= most]
    found = {*weak, *idle, *(f"{one} and {other}" for one, other in alike)}
    proved = _earns_everything(reference) and _earns_nothing(template)
    return {
        "schema": "grader/audit/v1",
        "rubric": assignment.rubric.id,
        "ok": proved and not {name for name in found if not _is_accepted(name, accepted)},
        "reference": {"score": reference.score, "max_score": most},
        "template": {"score": template.score, "max_score": template.max_score},
        "mistakes": [
            {"id": m.id, "score": m.result.score, "max_score": most, "named_first": m.named_first} for m in relevant
        ],
        "indistinguishable": [[*pair, "no scenario tells them apart"] for pair in alike],
        "idle_criteria": idle,
        "seen_only_hidden": [],
        "accepted": {name: reason for name, reason in accepted.items() if _is_found(name, found)},
        "no_longer_found": [name for name in accepted if not _is_found(name, found)],
    }


def _is_accepted(weakness: str, accepted: Mapping[str, str]) -> bool:
    """Whether a rubric accepts a weakness; of a pair in either order."""
    return weakness in accepted or " and ".join(reversed(weakness.split(" and "))) in accepted


def _is_found(name: str, found: Collection[str]) -> bool:
    return _is_accepted(name, dict.fromkeys(found, ""))


def _earns_everything(result: Result) -> bool:
    verdicts = {c.verdict for q in result.questions for c in q.criteria if c.answer is None}
    return verdicts == {Verdict.PASS}


def _machine_points(assignment: Assignment) -> float:
    """All points but those that a person gives."""
    criteria = [c for question in assignment.rubric.questions for c in question.criteria]
    return round(sum(c.points for c in criteria if not isinstance(c.check, Answer)), 4)


def _earns_nothing(result: Result) -> bool:
    return all(c.fraction == 0 and c.verdict is not Verdict.PENDING for q in result.questions for c in q.criteria)


def _judged(name: str, result: Result) -> _Judged:
    named = [f.mistake for q in result.questions for c in q.criteria for f in c.findings if f.mistake]
    return _Judged(id=name, result=result, named_first=next(iter(named), None))


def _replaces_something_asked(assignment: Assignment, mistake: str) -> bool:
    asked = {question.function for question in assignment.rubric.questions}
    return any(m.id == mistake and asked & set(m.overrides) for m in assignment.mistakes)


def _alike(expectations: Expectations, ids: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of mistakes that give the same numbers everywhere."""
    signatures = [signature for signature in expectations.mistakes if signature.id in ids]
    return [
        (one.id, other.id)
        for one, other in combinations(signatures, 2)
        if set(one.functions) == set(other.functions) and str(one.values) == str(other.values)
    ]


def _idle(assignment: Assignment, judged: list[_Judged]) -> list[str]:
    """Measured criteria that no known mistake fails; looked for once a rubric names mistakes."""
    if not judged:
        return []
    failed = {
        (q.id, c.id) for m in judged for q in m.result.questions for c in q.criteria if c.verdict is not Verdict.PASS
    }
    return [
        f"{question.id}.{criterion.id}"
        for question in assignment.rubric.questions
        for criterion in question.criteria
        if isinstance(criterion.check, (Matches, Gradient)) and (question.id, criterion.id) not in failed
    ]
