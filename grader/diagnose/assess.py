"""Measures, explains and decides every criterion of a submission, from its record alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from grader.checks import gradient, matches, notebook
from grader.model.evidence import Evidence
from grader.model.expectation import Expectations, Probe
from grader.model.finding import Finding
from grader.model.observation import Observation
from grader.model.record import Record
from grader.model.result import CriterionResult, QuestionResult, Result
from grader.model.rubric import Answer, Asserts, Criterion, Gradient, Matches, Outputs, Question, Rubric, Runs
from grader.model.verdict import Rung, Verdict
from grader.scoring.points import score
from grader.scoring.verdict import decide, verdict_for

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
        if not any(isinstance(criterion.check, (Runs, Outputs)) for criterion in question.criteria):
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
        """All criteria of a question."""
        evidence = {criterion.id: self._measure(question, criterion) for criterion in question.criteria}
        judged = [self._criterion(question, criterion, evidence) for criterion in question.criteria]
        if question.function and any(troubled(question, found) for found in evidence.values()):
            self.broken.add(question.function)
        return judged

    def _measure(self, question: Question, criterion: Criterion) -> Evidence:
        check = criterion.check
        if isinstance(check, Asserts):
            from grader.checks.asserts import measure as tests  # here: the self-check goes without

            asked = tests.Asked.of(self.rubric, question, criterion, check)
            return tests.measure(asked, self.observations, self.expectations)
        if isinstance(check, Matches):
            return matches.measure(check, self.observations, self.expectations)
        if isinstance(check, Gradient):
            return gradient.measure(check, self.observations, self.expectations)
        cells, transcript = self.record.submission.cells, self.record.transcript
        if isinstance(check, Runs):
            return notebook.ran(check, cells, transcript)
        if isinstance(check, Outputs):
            return notebook.showed(check, cells, transcript)
        return Evidence(comparisons=())

    def _criterion(self, question: Question, criterion: Criterion, evidence: Mapping[str, Evidence]) -> CriterionResult:
        check, measured = criterion.check, evidence[criterion.id]
        if isinstance(check, Answer):
            return self._answer(question, criterion)
        if isinstance(check, (Runs, Outputs)):
            return self._claimed(criterion, check, measured)
        if isinstance(check, Asserts):
            return self._tested(question, criterion, measured)
        if measured.failing and self._not_attempted(question, measured):
            unwritten = Evidence(comparisons=measured.failing[:1])
            return _result(criterion, Verdict.NOT_ATTEMPTED, 0.0, unwritten)
        findings = tuple(self.explanation.of(question, criterion, evidence)) if self._open(measured) else ()
        shares = {} if measured.failing and forward_is_far(question, check, evidence) else check.shares
        verdict, fraction = decide(shares, measured, findings)
        return _result(criterion, verdict, fraction, measured, findings)

    @staticmethod
    def _open(measured: Evidence) -> bool:
        """Whether there is something to explain: a failure, or a pass by the student's own forward."""
        return bool(measured.failing) or bool(measured.facts.get("own"))

    def _not_attempted(self, question: Question, measured: Evidence) -> bool:
        if self._is_unchanged(question):
            return True
        first = measured.failing[0]
        own = first.failure is not None and first.failure.function.split(".")[0] == question.function
        return own and first.rung is Rung.NOT_ATTEMPTED

    def _answer(self, question: Question, criterion: Criterion) -> CriterionResult:
        written = self.record.submission.answers.get(f"{question.id}.{criterion.id}")
        verdict = Verdict.NOT_ATTEMPTED if written is None or written.unchanged else Verdict.PENDING
        text = None if written is None else written.text
        return _result(criterion, verdict, 0.0, Evidence(comparisons=()), answer=text)

    def _tested(self, question: Question, criterion: Criterion, measured: Evidence) -> CriterionResult:
        """What the instructor's own tests came to; a crash of the student's code is read as any other."""
        begun = not any(comparison.rung is Rung.NOT_ATTEMPTED for comparison in measured.failing)
        fraction = measured.facts["fraction"]
        if not fraction and (not begun or self._is_unchanged(question)):
            unwritten = Evidence(comparisons=measured.failing[:1])
            return _result(criterion, Verdict.NOT_ATTEMPTED, 0.0, unwritten)
        crash = read_crash(measured, self.record.submission.definitions, None)
        findings = () if crash is None else (crash,)
        return _result(criterion, verdict_for(fraction), fraction, measured, findings)

    def _is_unchanged(self, question: Question) -> bool:
        definition = self.record.submission.definitions.get(question.function or "")
        return definition is not None and definition.unchanged

    def _claimed(self, criterion: Criterion, check: Runs | Outputs, measured: Evidence) -> CriterionResult:
        """What a notebook shows is a claim: it pays in proportion to the questions that it requires."""
        if self.record.transcript.status == "missing":
            return _result(
                criterion, Verdict.NOT_ATTEMPTED, 0.0, replace(measured, facts={**measured.facts, "missing": True})
            )
        required = [self.results[question] for question in check.requires]
        most = sum(result.max_score for result in required)
        paid = sum(result.score for result in required) / most if most else 1.0
        fraction = round(paid * measured.facts["held"] / measured.facts["of"], 6)
        if required and all(result.verdict is Verdict.NOT_ATTEMPTED for result in required):
            return _result(criterion, Verdict.NOT_ATTEMPTED, 0.0, measured)
        facts = {**measured.facts, "paid": round(paid, 6)}
        return _result(criterion, verdict_for(fraction), fraction, Evidence(comparisons=(), facts=facts))


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
