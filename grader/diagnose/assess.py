"""Measures, explains and decides every criterion of a submission, from its record alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from grader.judge import gradient, matches, notebook
from grader.judge.decide import decide, verdict_for
from grader.judge.score import score
from grader.model.evidence import Evidence
from grader.model.expectation import Expectations, Parts, Probe
from grader.model.finding import Finding
from grader.model.observation import Observation
from grader.model.record import Record
from grader.model.result import CriterionResult, QuestionResult, Result
from grader.model.rubric import Answer, Criterion, Gradient, Matches, Outputs, Question, Rubric, Runs
from grader.model.verdict import Confidence, Rung, Verdict

from . import carried
from .crashes import read_crash
from .mistakes import Lineup, bare
from .remarks import remarks_of

_UNKNOWN = Finding(kind="unknown", confidence=Confidence.POSSIBLE)
"""Said of numbers that nothing explains: an honest answer, and counted."""


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
    lineups: dict[str, Lineup] = field(default_factory=dict)

    def judge(self, question: Question) -> list[CriterionResult]:
        """All criteria of a question."""
        evidence = {criterion.id: self._measure(criterion) for criterion in question.criteria}
        judged = [self._criterion(question, criterion, evidence) for criterion in question.criteria]
        if question.function and any(carried.troubled(question, found) for found in evidence.values()):
            self.broken.add(question.function)
        return judged

    def _measure(self, criterion: Criterion) -> Evidence:
        check = criterion.check
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
        if measured.failing and self._not_attempted(question, measured):
            unwritten = Evidence(comparisons=measured.failing[:1])
            return _result(criterion, Verdict.NOT_ATTEMPTED, 0.0, unwritten)
        findings = tuple(self._explain(question, criterion, evidence)) if self._open(measured) else ()
        shares = {} if measured.failing and self._forward_is_far(question, check, evidence) else check.shares
        verdict, fraction = decide(shares, measured, findings)
        return _result(criterion, verdict, fraction, measured, findings)

    @staticmethod
    def _open(measured: Evidence) -> bool:
        """Whether there is something to explain: a failure, or a pass by the student's own forward."""
        return bool(measured.failing) or bool(measured.facts.get("own"))

    def _not_attempted(self, question: Question, measured: Evidence) -> bool:
        definition = self.record.submission.definitions.get(question.function or "")
        if definition is not None and definition.unchanged:
            return True
        first = measured.failing[0]
        own = first.failure is not None and first.failure.function.split(".")[0] == question.function
        return own and first.rung is Rung.NOT_ATTEMPTED

    def _explain(self, question: Question, criterion: Criterion, evidence: Mapping[str, Evidence]) -> list[Finding]:
        """What explains a criterion, the settling finding first."""
        measured, check = evidence[criterion.id], criterion.check
        blocking = carried.blocked(self.rubric, question, measured, self.broken, self._wired(question, check))
        if blocking is not None:
            return [blocking]
        if self._is_carried(question, criterion, evidence):
            return [self._carried(question)]
        found = [self._crash(question, measured), *self._mistakes(question, check)]
        if any(comparison.reshaped for comparison in measured.failing):
            found.append(Finding(kind="reshaped", confidence=Confidence.CERTAIN))
        if self._forward_first(question, check, evidence):
            forward = self._forward_of(question)
            found.append(Finding(kind="forward_first", confidence=Confidence.CERTAIN, facts={"function": forward}))
        named = [finding for finding in found if finding is not None]
        return named or ([_UNKNOWN] if any(c.failure is None for c in measured.failing) else [])

    def _is_carried(self, question: Question, criterion: Criterion, evidence: Mapping[str, Evidence]) -> bool:
        check, measured = criterion.check, evidence[criterion.id]
        if isinstance(check, Gradient):
            return bool(measured.facts["own"]) and not measured.failing
        if not isinstance(check, Matches) or any(c.failure is not None for c in measured.failing):
            return False
        sibling = self._gradient_of(question, check)
        if sibling is not None:
            return bool(evidence[sibling.id].facts["own"]) and not evidence[sibling.id].failing
        way, forwards = f"carried by {question.id}", self._functions_below(question)
        return bool(question.layers) and carried.carried_by_layers(
            check, way, self.observations, self.expectations, forwards
        )

    def _carried(self, question: Question) -> Finding:
        faulty = [q for q in question.builds_on if self.results[q].score < self.results[q].max_score]
        cause = next(iter(faulty), None)
        functions = {q.id: q.function or "" for q in self.rubric.questions}
        facts = {"function": functions[cause]} if cause else {}
        return Finding(kind="carried", confidence=Confidence.CERTAIN, facts=facts, caused_by=cause)

    def _crash(self, question: Question, measured: Evidence) -> Finding | None:
        return read_crash(measured, self.record.submission.definitions, self._forward_of(question))

    def _mistakes(self, question: Question, check: object) -> list[Finding]:
        if isinstance(check, Gradient):
            same = [c.check for c in question.criteria if isinstance(c.check, Matches)]
            check = next((other for other in same if check.scenario in other.scenarios), check)
        return self._lineup(question).name(check) if isinstance(check, Matches) else []

    def _lineup(self, question: Question) -> Lineup:
        """The question's known mistakes beside this submission, laid out when first looked at."""
        if question.id not in self.lineups:
            definition = self.record.submission.definitions.get(question.function or "")
            self.lineups[question.id] = Lineup(
                question,
                self.observations,
                self.expectations,
                source=bare(definition.source) if definition else "",
                earlier=self._earlier(question),
            )
        return self.lineups[question.id]

    def _earlier(self, question: Question) -> list[Parts]:
        """What was named in the questions that this one builds on, one by one and all together."""
        named = {
            function: finding.mistake
            for q in self.rubric.questions
            if q.id in question.builds_on and (function := q.function)
            for criterion in self.results[q.id].criteria
            for finding in criterion.findings
            if finding.mistake and not finding.outputs
        }
        parts = tuple(named.items())
        return [*((part,) for part in parts), *([parts] if len(parts) > 1 else [])]

    def _forward_is_far(self, question: Question, check: object, evidence: Mapping[str, Evidence]) -> bool:
        """Whether the forward is so wrong that no share of its backward counts: dbeta comes right by itself."""
        sibling = self._gradient_of(question, check)
        return sibling is not None and evidence[sibling.id].facts["forward"] == "far"

    def _forward_first(self, question: Question, check: object, evidence: Mapping[str, Evidence]) -> bool:
        sibling = self._gradient_of(question, check)
        agrees = sibling is not None and bool(evidence[sibling.id].facts["own_agrees"])
        return agrees and self._forward_is_far(question, check, evidence)

    def _gradient_of(self, question: Question, check: object) -> Criterion | None:
        """The gradient criterion that measures the same scenario."""
        for criterion in question.criteria:
            other = criterion.check
            if isinstance(other, Gradient) and (
                other is check or (isinstance(check, Matches) and other.scenario in check.scenarios)
            ):
                return criterion
        return None

    def _wired(self, question: Question, check: object) -> list[Observation]:
        if not isinstance(check, Matches) or not question.layers:
            return []
        probes = [p for p in self.observations if p.way == f"carried by {question.id}"]
        return [self.observations[p] for p in probes if p.scenario in check.scenarios]

    def _forward_of(self, question: Question) -> str:
        below = self._functions_below(question)
        return below[0] if below else ""

    def _functions_below(self, question: Question) -> list[str]:
        return [q.function for q in self.rubric.questions if q.id in question.builds_on and q.function]

    def _answer(self, question: Question, criterion: Criterion) -> CriterionResult:
        written = self.record.submission.answers.get(f"{question.id}.{criterion.id}")
        verdict = Verdict.NOT_ATTEMPTED if written is None or written.unchanged else Verdict.PENDING
        text = None if written is None else written.text
        return _result(criterion, verdict, 0.0, Evidence(comparisons=()), answer=text)

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
