"""Known mistakes: variants of the reference whose outputs equal the student's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.judge.matches import against, limit_of, probes_of
from grader.model.expectation import Expectations, MistakeSignature, Probe
from grader.model.finding import Finding
from grader.model.observation import Observation, Outcome
from grader.model.rubric import Matches, Question
from grader.model.verdict import Confidence


def name_mistake(
    question: Question, check: Matches, observations: Mapping[Probe, Observation], expectations: Expectations
) -> Finding | None:
    """The known mistake that explains a failing check, or None.

    It is `certain` when the mistake gives the student's numbers in every check of the question, and `likely` when
    it does so in this one alone.
    """
    candidates = [mistake for mistake in expectations.mistakes if question.function in mistake.functions]
    checks = [criterion.check for criterion in question.criteria if isinstance(criterion.check, Matches)]
    fitting = [m for m in candidates if _shows(m, check, expectations) and _fits(m, check, observations, expectations)]
    for mistake in fitting:
        if all(_fits(mistake, other, observations, expectations) for other in checks):
            return _finding(mistake, Confidence.CERTAIN)
    return _finding(fitting[0], Confidence.LIKELY) if fitting else None


def _finding(mistake: MistakeSignature, confidence: Confidence) -> Finding:
    return Finding(kind="mistake", mistake=mistake.id, confidence=confidence, seriousness=mistake.seriousness)


def _shows(mistake: MistakeSignature, check: Matches, expectations: Expectations) -> bool:
    """Whether the mistake fails this check at all."""
    for probe in probes_of(check, expectations):
        wrong = mistake.values.get(probe)
        if wrong and _off(check, probe, wrong, expectations.values[probe], expectations):
            return True
    return False


def _fits(
    mistake: MistakeSignature,
    check: Matches,
    observations: Mapping[Probe, Observation],
    expectations: Expectations,
) -> bool:
    """Whether the student's numbers are the mistake's in every case."""
    for probe in probes_of(check, expectations):
        seen = observations.get(probe)
        wanted = mistake.values.get(probe, expectations.values[probe])
        if seen is None or seen.outcome is not Outcome.RETURNED or not wanted:
            return False
        if _off(check, probe, seen.values, wanted, expectations):
            return False
    return True


def _off(
    check: Matches,
    probe: Probe,
    got: Mapping[str, Any],
    wanted: Mapping[str, Any],
    expectations: Expectations,
) -> bool:
    limit = limit_of(check, probe, expectations.inputs[probe])
    return any(c.rung is not None and not c.reshaped for c in against(check, got, wanted, probe, limit))
