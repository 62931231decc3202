"""Proves a rubric: the reference earns everything, the template nothing, every known mistake loses points by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from grader.intake.solved import solved_submission
from grader.intake.submission import submission_of, template_files
from grader.model.assignment import Assignment, Mistake
from grader.model.expectation import Expectations, MistakeSignature
from grader.model.result import Result
from grader.model.rubric import Answer, Gradient, Matches, Rubric
from grader.model.submission import Submission
from grader.model.verdict import Verdict
from grader.pipeline import judge, observe
from grader.sandbox.slot import Slot

_ALIKE = 1e-9
"""Relative difference below which two mistakes give the same numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A mistake's own submission, judged."""

    id: str
    """The mistake."""
    result: Result
    """What its submission earned."""

    @property
    def named_first(self) -> str | None:
        """The mistake that its report names first."""
        findings = (f for q in self.result.questions for c in q.criteria for f in c.findings)
        return next((finding.mistake for finding in findings if finding.mistake), None)


def audit(assignment: Assignment, expectations: Expectations, slot: Slot) -> dict[str, Any]:
    """What contract.md calls `grader/audit/v1`; the reference, the template and each mistake are graded for it."""

    def result_of(submission: Submission) -> Result:
        return judge(observe(submission, assignment, expectations, slot), assignment, expectations)

    untouched = dict(template_files(assignment.template_folder))
    relevant = [mistake for mistake in assignment.mistakes if is_relevant(assignment.rubric, mistake)]
    return proof(
        assignment.rubric,
        reference=result_of(solved_submission(assignment)),
        template=result_of(submission_of("template", untouched, assignment)),
        judged=[Judged(id=m.id, result=result_of(solved_submission(assignment, m))) for m in relevant],
        alike=alike_among([s for s in expectations.mistakes if s.id in {m.id for m in relevant}]),
    )


def is_relevant(rubric: Rubric, mistake: Mistake) -> bool:
    """Whether a mistake replaces something that a question of the rubric is about."""
    return bool({question.function for question in rubric.questions} & set(mistake.overrides))


def proof(
    rubric: Rubric,
    *,
    reference: Result,
    template: Result,
    judged: Sequence[Judged],
    alike: Sequence[tuple[str, str]],
) -> dict[str, Any]:
    """What the graded submissions prove of a rubric.

    Args:
        rubric: the rubric, with the weaknesses that it accepts.
        reference: what the solved assignment earned.
        template: what the untouched template earned.
        judged: what the relevant mistakes earned.
        alike: pairs of mistakes that no scenario tells apart.
    """
    most = _machine_points(rubric)
    weak = [m.id for m in judged if m.named_first != m.id or m.result.score >= most]
    idle = _idle(rubric, judged)
    found = {*weak, *idle, *(f"{one} and {other}" for one, other in alike)}
    return {
        "schema": "grader/audit/v1",
        "rubric": rubric.id,
        "ok": _earns_everything(reference)
        and _earns_nothing(template)
        and all(_is_in(rubric.accepted, weakness) for weakness in found),
        "reference": {"score": reference.score, "max_score": most},
        "template": {"score": template.score, "max_score": template.max_score},
        "mistakes": [
            {"id": m.id, "score": m.result.score, "max_score": most, "named_first": m.named_first} for m in judged
        ],
        "indistinguishable": [[*pair, "no scenario tells them apart"] for pair in alike],
        "idle_criteria": idle,
        "seen_only_hidden": [],
        "accepted": {name: reason for name, reason in rubric.accepted.items() if _is_in(found, name)},
        "no_longer_found": [name for name in rubric.accepted if not _is_in(found, name)],
    }


def alike_among(signatures: Sequence[MistakeSignature]) -> list[tuple[str, str]]:
    """Pairs that replace the same and give the same numbers; one that nothing sees is a weakness by itself."""
    return [
        (one.id, other.id)
        for one, other in combinations(signatures, 2)
        if one.values and set(one.functions) == set(other.functions) and _same(one.values, other.values)
    ]


def _is_in(weaknesses: Collection[str], name: str) -> bool:
    """Whether a weakness is among others; of a pair in either order."""
    return name in weaknesses or " and ".join(reversed(name.split(" and "))) in weaknesses


def _machine_points(rubric: Rubric) -> float:
    """All points but those that a person gives."""
    criteria = [criterion for question in rubric.questions for criterion in question.criteria]
    return round(sum(c.points for c in criteria if not isinstance(c.check, Answer)), 4)


def _earns_everything(reference: Result) -> bool:
    verdicts = {c.verdict for q in reference.questions for c in q.criteria if c.answer is None}
    return verdicts <= {Verdict.PASS}


def _earns_nothing(template: Result) -> bool:
    criteria = [criterion for question in template.questions for criterion in question.criteria]
    return all(c.fraction == 0 and c.verdict is not Verdict.PENDING for c in criteria)


def _idle(rubric: Rubric, judged: Sequence[Judged]) -> list[str]:
    """Measured criteria that no known mistake fails; looked for once a rubric names mistakes."""
    if not judged:
        return []
    failed = {
        f"{q.id}.{c.id}"
        for m in judged
        for q in m.result.questions
        for c in q.criteria
        if c.verdict is not Verdict.PASS
    }
    measured = [
        f"{question.id}.{criterion.id}"
        for question in rubric.questions
        for criterion in question.criteria
        if isinstance(criterion.check, (Matches, Gradient))
    ]
    return [name for name in measured if name not in failed]


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(value, other[name]) for name, value in one.items())
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(_same, one, other))
    a, b = np.asarray(one), np.asarray(other)
    if {a.dtype.kind, b.dtype.kind} <= set("biufc"):
        return a.shape == b.shape and _close(a, b)
    return type(one) is type(other) and bool(np.all(one == other))


def _close(a: Any, b: Any) -> bool:
    largest = np.max(np.abs(b[np.isfinite(b)]), initial=1e-3)
    return bool(np.allclose(a, b, rtol=0, atol=_ALIKE * largest, equal_nan=True))
