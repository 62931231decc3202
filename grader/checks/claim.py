"""A claim: what a notebook shows of itself pays only in proportion to the questions that it rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from grader.model.check import Check, Seen, Sentence, Settled
from grader.model.evidence import Evidence
from grader.model.result import CriterionResult
from grader.model.verdict import Verdict
from grader.scoring.verdict import verdict_for


class Claim(Check):
    """A check whose evidence has the facts `held` and `of`: so many of so many things hold."""

    __slots__ = ()
    judged_last: ClassVar[bool] = True
    held_sentence: ClassVar[str]
    """Says how many of how many things hold."""

    def settle(self, measured: Evidence, seen: Seen) -> Settled:
        """Return the part that holds, times the part of the required questions' points that was earned."""
        if seen.record.transcript.status == "missing":
            evidence = replace(measured, facts={**measured.facts, "missing": True})
            return Settled(verdict=Verdict.NOT_ATTEMPTED, fraction=0.0, evidence=evidence)
        required = [seen.results[question] for question in self.required()]
        most = sum(result.max_score for result in required)
        paid = sum(result.score for result in required) / most if most else 1.0
        fraction = round(paid * measured.facts["held"] / measured.facts["of"], 6)
        if required and all(result.verdict is Verdict.NOT_ATTEMPTED for result in required):
            return Settled(verdict=Verdict.NOT_ATTEMPTED, fraction=0.0, evidence=measured)
        evidence = Evidence(comparisons=(), facts={**measured.facts, "paid": round(paid, 6)})
        return Settled(verdict=verdict_for(fraction), fraction=fraction, evidence=evidence)

    def measured_sentences(self, result: CriterionResult) -> tuple[Sentence, ...] | None:
        """Return how much holds, and how much of it is paid where that is not all."""
        facts = result.evidence.facts
        if facts.get("missing"):
            return (Sentence(key="measured.no_notebook"),)
        if "held" not in facts:
            return None
        held = Sentence(key=self.held_sentence, facts={"held": facts["held"], "of": facts["of"]})
        paid = facts.get("paid", 1.0)
        return (held,) if paid == 1 else (held, Sentence(key="measured.paid", facts={"percent": round(100 * paid)}))

    def next_sentences(self, result: CriterionResult) -> tuple[Sentence, ...]:
        """Return whether to look at the cells or at the questions that it rests on."""
        facts = result.evidence.facts
        if facts.get("missing"):
            return (Sentence(key="next.no_notebook"),)
        held = facts.get("held", 0)
        return (Sentence(key="next.paid" if held and held == facts["of"] else "next.cells"),)
