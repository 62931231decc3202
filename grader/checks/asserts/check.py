"""Defines the check `asserts`: the instructor's own test code passes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.errors import RubricError, phrase
from grader.model.check import Ask, Check, Context, Find, Place, Sentence
from grader.model.evidence import Evidence
from grader.model.expectation import Probe
from grader.model.observation import Observation
from grader.model.result import CriterionResult
from grader.model.verdict import Rung, Verdict
from grader.scoring.verdict import verdict_for

from .measure import measure, taken
from .run import Asked, on_reference
from .stubs import OWN_OBJECT

if TYPE_CHECKING:
    from grader.model.assignment import Assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class Asserts(Check):
    """The instructor's own test code passes; it runs in the grader, on proxies for the student's objects."""

    kind = "asserts"
    replaces_functions = True
    names_cases = False

    code: str
    """The text of the tests: statements with asserts, or a pytest file."""
    is_file: bool = False
    """Whether it is a pytest file, with the fixtures `student`, `reference` and `rng`."""
    tests: tuple[str, ...] = ()
    """For a pytest file, the names of the tests that count; empty for all of them."""
    hidden: bool = True
    """Whether the tests' own messages are for staff only, since they may reveal inputs and expected values."""
    passed: str = ""
    """Words for a student whose work passes them, also where they are hidden; empty for none."""
    failed: str = ""
    """Words for a student whose work does not pass them, also where they are hidden; empty for none."""

    place: str = ""
    """A tag of the template's cell at which the tests stand, or words in it; empty for the end of the notebook."""
    anchors: tuple[str, ...] = ()
    """The anchors of that cell, and of those behind it."""

    @property
    def place_named(self) -> str:
        """Return the name of the place as of which the tests take names."""
        return self.place

    @property
    def anchors_of_place(self) -> tuple[str, ...]:
        """Return the anchors of the place as of which the tests take names."""
        return self.anchors

    @property
    def extras(self) -> tuple[str, ...]:
        """Return `asserts` for a pytest file, which needs pytest."""
        return ("asserts",) if self.is_file else ()

    def prove(self, place: Place, assignment: Assignment) -> None:
        """Refuse tests that the reference itself does not pass."""
        found = on_reference(self._asked(place), assignment.reference.find).tested
        open_ = next((tested for tested in found if tested.fraction < 1), None)
        if open_ is not None:
            test = phrase("a_test", name=open_.name) if open_.name else phrase("its_asserts")
            reason = open_.said or open_.line
            raise RubricError("reference_fails_test", where=f"criterion {place.key}", test=test, reason=reason)

    def observe(self, place: Place, files: Mapping[str, bytes], find: Find, ask: Ask) -> Mapping[Probe, Observation]:
        """Return the answer to every step that the tests take on the student's objects."""
        return taken(self._asked(place), find, ask)

    def measure(self, context: Context) -> Evidence:
        """Return the evidence of the tests, run on the recorded answers."""
        return measure(self._asked(context.place), context.observations, context.expectations)

    def decide(self, context: Context) -> CriterionResult:
        """Return the part of the points that the tests give, with the finding for a crash of the student's code."""
        measured = context.measured
        begun = not any(comparison.rung is Rung.NOT_ATTEMPTED for comparison in measured.failing)
        fraction = measured.facts["fraction"]
        if not fraction and (not begun or context.is_untouched):
            return context.result(Verdict.NOT_ATTEMPTED, 0.0, Evidence(comparisons=measured.failing[:1]))
        crash = context.crash(measured)
        return context.result(verdict_for(fraction), fraction, measured, () if crash is None else (crash,))

    def measured_words(self, result: CriterionResult) -> tuple[Sentence, ...]:
        """Return how many tests pass, and the tests' own messages where students may read them."""
        own = self.passed if result.verdict is Verdict.PASS else self.failed
        return (*self._measured(result), *(Sentence(key="measured.asserts_own", facts={"said": own}),) * bool(own))

    def _measured(self, result: CriterionResult) -> tuple[Sentence, ...]:
        facts, worst = result.evidence.facts, result.evidence.worst
        if result.verdict is Verdict.NOT_ATTEMPTED or worst is None:
            return ()
        if worst.failure is not None:
            is_object = worst.failure.got == OWN_OBJECT
            return (Sentence(key="measured.asserts_object", facts={"function": worst.failure.function}),) * is_object
        told = [_held(facts["held"], facts["of"])]
        inside = facts.get("compared", {}).get("short")
        if not self.hidden and facts.get("line") and not inside:
            told.append(Sentence(key="measured.asserts_line", facts={"line": facts["line"]}))
        if not self.hidden and facts.get("compared"):
            told += _compared(facts["compared"])
        elif not self.hidden and facts.get("said"):
            told.append(Sentence(key="measured.asserts_said", facts={"said": facts["said"]}))
        return tuple(told)

    def next_words(self, result: CriterionResult) -> Sentence | None:
        """Return what to do about a test that does not pass, where no crash stopped it."""
        worst = result.evidence.worst
        if result.verdict is Verdict.NOT_ATTEMPTED or worst is None or worst.rung is None or worst.failure is not None:
            return None
        return Sentence(key="next.asserts")

    def _asked(self, place: Place) -> Asked:
        return Asked(
            key=place.key,
            check=self,
            points=place.criterion.points,
            declared=frozenset(place.rubric.functions),
            seed=place.rubric.seed,
        )


def _held(held: int, of: int) -> Sentence:
    if of == 1 and not held:
        return Sentence(key="measured.asserts_one")
    return Sentence(key="measured.asserts", facts={"held": held, "of": of})


def _compared(told: Mapping[str, Any]) -> list[Sentence]:
    """Return what came and what is expected, where both are short, and where the two begin to differ."""
    found = []
    if told["short"]:
        facts = {name: told[name] for name in ("asked", "got", "expected", "operator")}
        key = "compared" if told["operator"] == "==" else "compared_by" if told["operator"] else "compared_truth"
        found.append(Sentence(key=f"measured.{key}", facts=facts))
    if "differs" in told:
        facts = dict(told["differs"])
        found.append(Sentence(key=f"differs.{facts.pop('key')}", facts=facts))
    return found
