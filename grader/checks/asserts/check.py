"""The check `asserts`: the instructor's own test code passes on what the student wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from grader.model.check import Check, Seen, Sentence, Settled
from grader.model.evidence import Evidence
from grader.model.result import CriterionResult
from grader.model.verdict import Rung, Verdict
from grader.scoring.verdict import verdict_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Asserts(Check):
    """The instructor's own test code holds; it runs in the grader, on stubs for what the student wrote."""

    kind: ClassVar[str] = "asserts"

    code: str
    """Its text: statements with asserts, or a pytest file."""
    is_file: bool = False
    """Whether it is a pytest file, with the fixtures `student`, `reference` and `rng`."""
    tests: tuple[str, ...] = ()
    """Of a pytest file the tests that count; empty for all of them."""
    hidden: bool = True
    """Whether its own words stay with staff, since they may tell of inputs and expected values."""

    def extras(self) -> tuple[str, ...]:
        """Return `asserts` for a pytest file, which pytest runs."""
        return ("asserts",) if self.is_file else ()

    def measure(self, seen: Seen) -> Evidence:
        """Return what the tests come to on the recorded answers."""
        from .measure import Asked, measure  # here: it loads all that test code may use

        asked = Asked.of(seen.rubric, seen.question, seen.criterion, self)
        return measure(asked, seen.observations, seen.expectations)

    def settle(self, measured: Evidence, seen: Seen) -> Settled:
        """Return the part of the tests that pass; not attempted where none does and the template stands."""
        begun = not any(comparison.rung is Rung.NOT_ATTEMPTED for comparison in measured.failing)
        fraction = measured.facts["fraction"]
        if not fraction and (not begun or seen.is_unchanged):
            unwritten = Evidence(comparisons=measured.failing[:1])
            return Settled(verdict=Verdict.NOT_ATTEMPTED, fraction=0.0, evidence=unwritten)
        return Settled(verdict=verdict_for(fraction), fraction=fraction, evidence=measured)

    def measured_sentences(self, result: CriterionResult) -> tuple[Sentence, ...] | None:
        """Return how many tests pass, in their own words where students may read them."""
        worst, facts = result.evidence.worst, result.evidence.facts
        if result.verdict is Verdict.NOT_ATTEMPTED or worst is None or worst.failure is not None:
            return None
        said = [Sentence(key="measured.asserts", facts={"held": facts["held"], "of": facts["of"]})]
        if not self.hidden and facts.get("line"):
            said.append(Sentence(key="measured.asserts_line", facts={"line": facts["line"]}))
        if not self.hidden and facts.get("said"):
            said.append(Sentence(key="measured.asserts_said", facts={"said": facts["said"]}))
        return tuple(said)

    def next_sentences(self, result: CriterionResult) -> tuple[Sentence, ...] | None:
        """Return to look at the test that fails; the ladder's words where the student's code stopped."""
        worst = result.evidence.worst
        open_ = worst is not None and worst.rung is not None and worst.failure is None
        return (Sentence(key="next.asserts"),) if open_ and result.verdict is not Verdict.NOT_ATTEMPTED else None
