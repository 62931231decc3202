"""Explains why a criterion is not right: crash, known mistake, relation, place, or an earlier question's fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial

from grader.checks import matches
from grader.checks.compared import compared_by
from grader.checks.matches import Matches, as_matches
from grader.checks.numbers import derivative_beside, forward_is_far
from grader.model.check import Check
from grader.model.evidence import Evidence
from grader.model.expectation import Expectations, Parts, Probe, carried_way
from grader.model.finding import Finding, FindingKind
from grader.model.observation import Observation
from grader.model.record import Record
from grader.model.result import QuestionResult
from grader.model.rubric import Criterion, Question, Rubric
from grader.model.verdict import Confidence, Rung
from grader.scoring.verdict import output_of

from . import charged_once as carried
from .crashes import read_crash
from .differing_arrays import pairs_of
from .error_location import locate
from .layer_charge import is_charged
from .mistakes import MistakeMatcher, as_if, bare
from .named_below import named_below
from .relations import relate
from .unread_code import other_names, read_unread

_NUMBERS = (Rung.VALUES, Rung.NON_FINITE, Rung.SHAPE)
"""Rungs at which numbers were returned that can be examined."""
_NOTHING = {FindingKind.ZEROS, FindingKind.CONSTANT, FindingKind.IS_INPUT}
"""Relations of numbers that were not computed at all."""
_UNKNOWN = Finding(kind=FindingKind.UNKNOWN, confidence=Confidence.POSSIBLE)
"""The finding for numbers that nothing explains."""


@dataclass
class Explanation:
    """Explains one submission's criteria, with regard to the questions that were judged before."""

    rubric: Rubric
    record: Record
    observations: Mapping[Probe, Observation]
    expectations: Expectations
    results: Mapping[str, QuestionResult]
    """The results of earlier questions."""
    broken: Set[str]
    """Functions of earlier questions that returned nothing to compare."""
    matchers: dict[str, MistakeMatcher] = field(default_factory=dict)
    """By question, the comparison of its known mistakes with this submission."""
    likened: dict[int, list[Finding]] = field(default_factory=dict)
    """Findings that the reference with a small edit gives the numbers, by the identity of the check."""
    unnamed: dict[int, list[Finding]] = field(default_factory=dict)
    """Findings on numbers that no mistake gives, by the identity of the check that compared them."""

    def of(self, question: Question, criterion: Criterion, evidence: Mapping[str, Evidence]) -> list[Finding]:
        """Return the findings that explain a criterion, the deciding one first.

        Args:
            question: the question.
            criterion: the criterion.
            evidence: the evidence of each criterion of the question.
        """
        measured, check = evidence[criterion.id], criterion.check
        wired = self._wired(question, check)
        blocking = carried.blocked(self.rubric, question, self._left(question, check, measured), self.broken, wired)
        if blocking is not None:
            return [blocking]
        settled = self._carried_in(question, criterion, evidence)
        if settled:
            left = replace(measured, comparisons=tuple(c for c in measured.comparisons if c.case not in settled))
            return [
                *filter(None, [self._crash(question, left)]),
                self._carried(question, settled if left.failing else ()),
            ]
        same = compared_by(question, check)
        found = [self._crash(question, measured), *(self._matcher(question).name(same.check) if same else ())]
        if same is not None and not any(finding is not None for finding in found):
            found += self._as_if(question, check, same.check, evidence)
        reshaped = {output_of(comparison) for comparison in measured.failing if comparison.reshaped}
        if reshaped:
            others = {output_of(comparison) for comparison in measured.failing if not comparison.reshaped}
            outputs = tuple(sorted(reshaped)) if others else ()
            found.append(Finding(kind=FindingKind.RESHAPED, confidence=Confidence.CERTAIN, outputs=outputs))
        if self._forward_first(question, check, evidence):
            forward = self._forward_of(question)
            found.append(
                Finding(kind=FindingKind.FORWARD_FIRST, confidence=Confidence.CERTAIN, facts={"function": forward})
            )
        told = [finding for finding in found if finding is not None]
        if same is None or any(not finding.outputs for finding in told):
            return told
        below = self._red_below(question, check, evidence)
        if below is not None:  # what is wrong there shows here too, and no relation of the numbers means anything
            return [*told, below]
        return [*told, *self._unnamed(same.check, evidence[same.id], told)]

    def _as_if(
        self, question: Question, check: Check, compared: Matches, evidence: Mapping[str, Evidence]
    ) -> list[Finding]:
        """Return the finding that a variant of the reference gives the numbers; none where something below is wrong."""
        if self._red_below(question, check, evidence) is not None or self._computes_nothing(compared):
            return []
        if id(compared) not in self.likened:
            matcher = self._matcher(question)
            self.likened[id(compared)] = as_if(matcher, compared, self.observations, self.expectations)
        return self.likened[id(compared)]

    def _computes_nothing(self, check: Matches) -> bool:
        """Return whether some output is all zeros, one number or an input, which says more than any variant."""
        off = pairs_of(check, self.observations, self.expectations)
        related = (relate(output, arrays) for output, arrays in off.items())
        return any(finding is not None and finding.kind in _NOTHING for finding in related)

    def _left(self, question: Question, check: Check, measured: Evidence) -> Evidence:
        """Return the evidence without the cases in which the layers alone are at fault."""
        compared = as_matches(check)
        if compared is None or not question.layers or all(c.failure is None for c in measured.failing):
            return measured
        at_fault = {case for case, faulty in self._carried_cases(question, compared).items() if faulty}
        return replace(measured, comparisons=tuple(c for c in measured.comparisons if c.case not in at_fault))

    def _unnamed(self, check: Matches, measured: Evidence, told: list[Finding]) -> list[Finding]:
        """Return findings on numbers that no known mistake gives: their relation to the right ones, and their place."""
        if not any(c.rung in _NUMBERS and c.failure is None for c in measured.failing):
            return []
        if id(check) not in self.unnamed:
            explained = {output.split("[")[0] for finding in told for output in finding.outputs}
            off = pairs_of(check, self.observations, self.expectations)
            left = {output: arrays for output, arrays in off.items() if output not in explained}
            related = [relate(output, arrays) for output, arrays in left.items()]
            found = [finding for finding in related if finding is not None]
            cases = {matches.case_name(probe): case for probe, case in self.expectations.cases.items()}
            places = locate(measured.comparisons, cases, left)
            self.unnamed[id(check)] = [*(found or ([] if told else [_UNKNOWN])), *places]
        return self.unnamed[id(check)]

    def _carried_in(self, question: Question, criterion: Criterion, evidence: Mapping[str, Evidence]) -> list[str]:
        """Return the cases in which a criterion is right but for earlier questions; none unless all usual ones are."""
        measured = evidence[criterion.id]
        lost = {c.case for c in measured.failing if c.failure is not None}
        found = self._right_below(question, criterion, evidence) - lost
        usual = {c.case for c in measured.comparisons if c.share is None}
        return sorted(found) if usual <= found else []

    def _right_below(self, question: Question, criterion: Criterion, evidence: Mapping[str, Evidence]) -> set[str]:
        """Return the cases in which a criterion is right for what it stands on, where that is at fault."""
        compared, sibling = as_matches(criterion.check), derivative_beside(question, criterion.check)
        if compared is None and sibling is not criterion:
            return set()
        if sibling is not None:
            wrong = {c.case for c in evidence[sibling.id].failing}
            right = {c.case for c in evidence[criterion.id].comparisons} - wrong
            return right if evidence[sibling.id].facts["own"] else set()
        if compared is None or not question.layers:
            return set()
        cases = self._carried_cases(question, compared)
        return set(cases) if any(cases.values()) else set()

    def _carried_cases(self, question: Question, check: Matches) -> dict[str, bool]:
        way, forwards = carried_way(question.id), self._functions_below(question)
        charged = partial(is_charged, rubric=self.rubric, results=self.results, expectations=self.expectations)
        return carried.carried_cases(check, way, self.observations, self.expectations, forwards, charged)

    def _carried(self, question: Question, cases: Sequence[str]) -> Finding:
        cause = self._faulty_below(question)
        functions = {q.id: q.function or "" for q in self.rubric.questions}
        facts = {"function": functions[cause]} if cause else {}
        sure = Confidence.CERTAIN
        return Finding(kind=FindingKind.CARRIED, confidence=sure, facts=facts, caused_by=cause, cases=tuple(cases))

    def _crash(self, question: Question, measured: Evidence) -> Finding | None:
        deciding = replace(measured, comparisons=measured.deciding)
        definitions, forward = self.record.submission.definitions, self._forward_of(question)
        return (
            read_unread(deciding, self.record)
            or read_crash(deciding, definitions, forward)
            or other_names(measured, question, self.observations)
        )

    def _matcher(self, question: Question) -> MistakeMatcher:
        """Return the comparison of the question's known mistakes with this submission, made when first needed."""
        if question.id not in self.matchers:
            definition = self.record.submission.definitions.get(question.function or "")
            self.matchers[question.id] = MistakeMatcher(
                question,
                self.observations,
                self.expectations,
                source=bare(definition.source) if definition else "",
                earlier=self._earlier(question),
            )
        return self.matchers[question.id]

    def _earlier(self, question: Question) -> list[Parts]:
        """Return the mistakes found in the questions that this one builds on, one by one and all together."""
        parts = tuple(named_below(self.rubric, question, self.results).items())
        return [*((part,) for part in parts), *([parts] if len(parts) > 1 else [])]

    def _forward_first(self, question: Question, check: Check, evidence: Mapping[str, Evidence]) -> bool:
        sibling = derivative_beside(question, check)
        agrees = sibling is not None and bool(evidence[sibling.id].facts["own_agrees"])
        return agrees and forward_is_far(question, check, evidence)

    def _red_below(self, question: Question, check: Check, evidence: Mapping[str, Evidence]) -> Finding | None:
        """Return the finding that a question below must be mended first; None where nothing wrong there shows here."""
        cause = self._faulty_below(question)
        function = None if cause is None else next(q.function for q in self.rubric.questions if q.id == cause)
        sibling = derivative_beside(question, check)
        wired = self._wired(question, check)
        if sibling is not None:
            shows = evidence[sibling.id].facts["forward"] != "right"
        else:
            shows = not wired or any(seen.deviations or seen.failure is not None for seen in wired)
        if not function or not shows:
            return None
        facts, sure = {"function": function}, Confidence.CERTAIN
        return Finding(kind=FindingKind.BELOW_FIRST, confidence=sure, facts=facts, caused_by=cause)

    def _faulty_below(self, question: Question) -> str | None:
        """Return the first question that this one builds on and that lost points."""
        faulty = (q for q in question.builds_on if self.results[q].score < self.results[q].max_score)
        return next(faulty, None)

    def _wired(self, question: Question, check: Check) -> list[Observation]:
        if as_matches(check) is None or not question.layers:
            return []
        probes = [p for p in self.observations if p.way == carried_way(question.id)]
        return [self.observations[p] for p in probes if p.scenario in check.scenario_names]

    def _forward_of(self, question: Question) -> str:
        below = self._functions_below(question)
        return below[0] if below else ""

    def _functions_below(self, question: Question) -> list[str]:
        return [q.function for q in self.rubric.questions if q.id in question.builds_on and q.function]
