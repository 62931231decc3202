"""Measures, explains and decides every criterion of a submission, from its record alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.model.check import Check, Seen, Settled
from grader.model.evidence import Evidence
from grader.model.expectation import Expectations, Probe
from grader.model.finding import Finding
from grader.model.observation import Observation
from grader.model.record import Record
from grader.model.result import CriterionResult, QuestionResult, Result
from grader.model.rubric import Criterion, Question, Rubric
from grader.model.verdict import Rung, Verdict
from grader.scoring.points import score
from grader.scoring.verdict import decide

from .charged_once import troubled
from .crashes import read_crash
from .explain import Explanation, forward_is_far
from .remarks import remarks_of


def assess(
    rubric: Rubric, record: Record, observations: Mapping[Probe, Observation], expectations: Expectations
) -> Result:
    """Judge a whole submission.

    Args:
        rubric: what is asked.
        record: what was handed in and what the notebook did.
        observations: what probes gave, with each scenario's `finish` applied.
        expectations: what they are judged against.
    """
    assessment = _Assessment(rubric, record, observations, expectations)
    for question in rubric.questions:
        if not any(criterion.check.judged_last for criterion in question.criteria):
            assessment.results[question.id] = score(question, assessment.judge(question))
    for question in rubric.questions:
        if question.id not in assessment.results:
            assessment.results[question.id] = score(question, assessment.judge(question))
    questions = tuple(assessment.results[question.id] for question in rubric.questions)
    return Result(questions=questions, remarks=remarks_of(rubric, record, questions))


@dataclass
class _Assessment:
    """One submission's judgement in the making; later questions look at earlier ones."""

    rubric: Rubric
    record: Record
    observations: Mapping[Probe, Observation]
    expectations: Expectations
    results: dict[str, QuestionResult] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.explanation = Explanation(
            self.rubric, self.record, self.observations, self.expectations, self.results, self.broken
        )

    def judge(self, question: Question) -> list[CriterionResult]:
        """Return the results of all criteria of a question."""
        seen = {criterion.id: self._seen(question, criterion) for criterion in question.criteria}
        evidence = {criterion.id: criterion.check.measure(seen[criterion.id]) for criterion in question.criteria}
        judged = [self._criterion(seen[criterion.id], evidence) for criterion in question.criteria]
        if question.function and any(troubled(question, found) for found in evidence.values()):
            self.broken.add(question.function)
        return judged

    def _seen(self, question: Question, criterion: Criterion) -> Seen:
        return Seen(
            rubric=self.rubric,
            question=question,
            criterion=criterion,
            record=self.record,
            observations=self.observations,
            expectations=self.expectations,
            results=self.results,
        )

    def _criterion(self, seen: Seen, evidence: Mapping[str, Evidence]) -> CriterionResult:
        criterion, measured = seen.criterion, evidence[seen.criterion.id]
        settled = criterion.check.settle(measured, seen)
        if settled is not None:
            return self._settled(criterion, measured, settled)
        if measured.failing and self._not_attempted(seen, measured):
            unwritten = Evidence(comparisons=measured.failing[:1])
            return _result(criterion, Verdict.NOT_ATTEMPTED, 0.0, unwritten)
        findings = tuple(self.explanation.of(seen.question, criterion, evidence)) if self._open(measured) else ()
        far = bool(measured.failing) and forward_is_far(seen.question, criterion.check, evidence)
        verdict, fraction = decide({} if far else _shares(criterion.check), measured, findings)
        return _result(criterion, verdict, fraction, measured, findings)

    def _settled(self, criterion: Criterion, measured: Evidence, settled: Settled) -> CriterionResult:
        """Return what a check decided by itself; a crash of the student's code is read as any other."""
        crash = None
        if settled.verdict is not Verdict.NOT_ATTEMPTED:
            crash = read_crash(measured, self.record.submission.definitions, None)
        return _result(
            criterion,
            settled.verdict,
            settled.fraction,
            settled.evidence,
            findings=() if crash is None else (crash,),
            answer=settled.answer,
        )

    @staticmethod
    def _open(measured: Evidence) -> bool:
        """Whether there is something to explain: a failure, or a pass by the student's own forward."""
        return bool(measured.failing) or bool(measured.facts.get("own"))

    @staticmethod
    def _not_attempted(seen: Seen, measured: Evidence) -> bool:
        if seen.is_unchanged:
            return True
        first = measured.failing[0]
        own = first.failure is not None and first.failure.function.split(".")[0] == seen.question.function
        return own and first.rung is Rung.NOT_ATTEMPTED


def _shares(check: Check) -> Mapping[str, float]:
    """Return for each output the part of the points that it is worth."""
    measured = check.compared or check.differentiated
    return {} if measured is None else measured.shares


def _result(
    criterion: Criterion,
    verdict: Verdict,
    fraction: float,
    evidence: Evidence,
    findings: tuple[Finding, ...] = (),
    answer: str | None = None,
) -> CriterionResult:
    return CriterionResult(
        id=criterion.id,
        verdict=verdict,
        fraction=fraction,
        evidence=evidence,
        findings=findings,
        answer=answer,
    )
