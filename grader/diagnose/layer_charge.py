"""Tells whether what is wrong in a layer costs the layer's own question points, so that it may be carried elsewhere.

Why it is so: docs/decisions/0033.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grader.checks.charged_forward import accepted_error
from grader.checks.matches import case_name
from grader.model.expectation import Expectations
from grader.model.observation import Deviation, settings_of
from grader.model.result import CriterionResult, QuestionResult
from grader.model.rubric import Criterion, Question, Rubric
from grader.model.verdict import Verdict
from grader.scoring.verdict import output_of

_UNCHARGED = {Verdict.PASS, Verdict.CARRIED, Verdict.PENDING, Verdict.ERROR}
"""Verdicts at which nothing is lost."""


def is_charged(
    deviation: Deviation, rubric: Rubric, results: Mapping[str, QuestionResult], expectations: Expectations
) -> bool:
    """Return whether a question judged before has lost points for a layer's deviation.

    Where a criterion compares the value that deviates, it must be wrong in half of its usual cases with such settings,
    or in a case with a share of its own; what its tolerance allows needs no charge. Else any criterion of the layer's
    question that lost points will do.

    Args:
        deviation: the value of the layer, and the settings of the call.
        rubric: names the question of each function.
        results: the results of the questions judged before.
        expectations: the inputs of each case.
    """
    asked = [q for q in rubric.questions if q.function == deviation.function and q.id in results]
    pairs = [pair for question in asked for pair in _judged(question, results[question.id])]
    named = [(criterion, result) for criterion, result in pairs if deviation.value in criterion.check.output_names]
    if any(deviation.error <= accepted_error(criterion) for criterion, _ in named):
        return True
    lost = [result for _, result in named or pairs if result.verdict not in _UNCHARGED]
    settings = {case_name(probe): settings_of([given, *given.values()]) for probe, given in expectations.inputs.items()}
    return any(not named or _shows(result, deviation, settings) for result in lost)


def _judged(question: Question, result: QuestionResult) -> Iterator[tuple[Criterion, CriterionResult]]:
    """Yield the measured criteria of a question, each with its result."""
    for criterion, judged in zip(question.criteria, result.criteria, strict=True):
        if criterion.check.scenario_names:
            yield criterion, judged


def _shows(result: CriterionResult, deviation: Deviation, settings: Mapping[str, tuple[str, ...]]) -> bool:
    compared = [one for one in result.evidence.comparisons if output_of(one) == deviation.value]
    alike = [one for one in compared if _agrees(deviation, settings.get(one.case, ()))]
    usual = [one.rung is not None for one in alike if one.share is None]
    alone = any(one.rung is not None for one in alike if one.share is not None)
    return alone or (any(usual) and 2 * sum(usual) >= len(usual))


def _agrees(deviation: Deviation, settings: tuple[str, ...]) -> bool:
    """Return whether a case has the texts among a call's settings, such as `mode=train`."""
    return {text for text in deviation.settings if "=" in text} <= set(settings)
