"""Measures, explains and decides every criterion of a submission, from its record alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from grader.checks.backward_inputs import with_backward_inputs
from grader.checks.failures import failed
from grader.errors import RubricError
from grader.model.check import Context, Place
from grader.model.evidence import FAULT, Evidence
from grader.model.expectation import Expectations, Probe, stopped_probe
from grader.model.observation import Observation
from grader.model.record import Record
from grader.model.result import CriterionResult, QuestionResult, Result
from grader.model.rubric import Criterion, Question, Rubric
from grader.model.verdict import Verdict
from grader.scoring.cases import with_shares
from grader.scoring.points import score

from .charged_once import own_function_failed
from .crashes import read_crash
from .forbidden import charged, uses_of
from .remarks import remarks_of

if TYPE_CHECKING:
    from .explain import Explanation

At = Callable[..., AbstractContextManager[None]]
"""Function that is told the scenarios that are judged while a context lasts."""


def _anywhere(*_names: str) -> AbstractContextManager[None]:
    return nullcontext()


def assess(
    rubric: Rubric,
    record: Record,
    observations: Mapping[Probe, Observation],
    expectations: Expectations,
    at: At = _anywhere,
) -> Result:
    """Judge a whole submission.

    Args:
        rubric: the rubric.
        record: the submission and the record of its run.
        observations: the observation of each probe, with each scenario's `finish` applied.
        expectations: the values that they are judged against.
        at: is told the scenarios of each criterion, or the criterion where it has none, while it is judged.
    """
    assessment = _Assessment(rubric, record, observations, expectations, at)
    for question in rubric.questions:
        if not any(criterion.check.requires_questions for criterion in question.criteria):
            assessment.results[question.id] = score(question, assessment.judge(question))
    for question in rubric.questions:
        if question.id not in assessment.results:
            assessment.results[question.id] = score(question, assessment.judge(question))
    questions = tuple(assessment.results[question.id] for question in rubric.questions)
    return Result(questions=questions, remarks=remarks_of(rubric, record, questions))


@dataclass
class _Assessment:
    """The judgement of one submission while it is made; later questions look at the results of earlier ones."""

    rubric: Rubric
    record: Record
    observations: Mapping[Probe, Observation]
    expectations: Expectations
    at: At
    results: dict[str, QuestionResult] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    @cached_property
    def explanation(self) -> Explanation:
        """Return what explains failing criteria; where nothing fails it is not even loaded."""
        from .explain import Explanation

        return Explanation(self.rubric, self.record, self.observations, self.expectations, self.results, self.broken)

    def judge(self, question: Question) -> list[CriterionResult]:
        """Judge all criteria of a question."""
        evidence: dict[str, Evidence] = {}
        contexts = [self._context(question, criterion, evidence) for criterion in question.criteria]
        evidence |= {context.place.criterion.id: self._measured(context) for context in contexts}
        judged = [self._decided(context) for context in contexts]
        if question.function and any(own_function_failed(question, found) for found in evidence.values()):
            self.broken.add(question.function)
        uses = uses_of(question, self.rubric, self.record, self.observations)
        return charged(question, judged, uses, self.rubric.instead)

    def _measured(self, context: Context) -> Evidence:
        stopped = self._stopped(context.place)
        if stopped is not None:
            return Evidence(comparisons=tuple(failed(context.place.key, ("test",), stopped)))
        with self.at(*_names(context.place)):
            return _measured(context)

    def _decided(self, context: Context) -> CriterionResult:
        if self._stopped(context.place) is not None:
            return context.result(Verdict.FAIL, 0.0, context.measured)
        if FAULT in context.measured.facts:
            return context.result(Verdict.ERROR, 0.0, context.measured)
        with self.at(*_names(context.place)):
            return context.place.criterion.check.decide(context)

    def _stopped(self, place: Place) -> Observation | None:
        """Return the observation that says that a criterion could not be judged; None where it can be."""
        return self.observations.get(stopped_probe(place.key))

    def _context(self, question: Question, criterion: Criterion, evidence: Mapping[str, Evidence]) -> Context:
        definitions = self.record.submission.definitions
        return Context(
            place=Place(rubric=self.rubric, question=question, criterion=criterion),
            record=self.record,
            observations=self.observations,
            expectations=self.expectations,
            results=self.results,
            evidence=evidence,
            explain=lambda: tuple(self.explanation.of(question, criterion, evidence)),
            crash=lambda measured: read_crash(measured, definitions, None),
        )


def _measured(context: Context) -> Evidence:
    """Return the evidence of a criterion, in which each comparison says what its case is worth.

    A forward pass is measured on the inputs of its backward pass too. Where its check cannot measure anything, the
    evidence is the fault, which costs this criterion alone.
    """
    criterion = context.place.criterion
    try:
        found = with_shares(criterion.check.measure(context), criterion.case_shares)
    except RubricError as error:
        return Evidence(comparisons=(), facts={FAULT: str(error)})
    return with_backward_inputs(context.place, found, context.observations, context.expectations)


def _names(place: Place) -> tuple[str, ...]:
    return place.criterion.check.scenario_names or (place.key,)
