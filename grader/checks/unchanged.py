"""The check `unchanged`: variables of the notebook, and files, are as they were given out.

Whoever hands in the template has left everything as it was, so it pays in proportion to the questions it requires.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.compare.tolerance import same
from grader.errors import RubricError
from grader.model.check import Ask, Check, Context, Find, Place, Sentence
from grader.model.evidence import Evidence
from grader.model.expectation import Probe
from grader.model.observation import Observation, Outcome
from grader.model.result import CriterionResult
from grader.sandbox.child.wire import WireError, through_wire

from .claim import claim_next, claim_words, decide_claim, decide_shown

if TYPE_CHECKING:
    from grader.model.assignment import Assignment, Scenario

_READ = 'def run(s, given):\n    return {"value": s.variable(given["name"])}\n'
"""The scenario that reads a variable of the notebook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged(Check):
    """Variables of the notebook and files are as they were given out."""

    kind = "unchanged"

    files: Mapping[str, str]
    """For each path `digest` of the template's file."""
    variables: tuple[str, ...]
    """Variables of the notebook; the reference says what they are."""
    requires: tuple[str, ...]
    """Questions in proportion to whose points it pays."""

    @property
    def requires_questions(self) -> tuple[str, ...]:
        """Those that it pays by."""
        return self.requires

    @property
    def paths(self) -> tuple[str, ...]:
        """The files."""
        return tuple(self.files)

    def is_practised(self, scenarios: Mapping[str, Scenario]) -> bool:
        """A self-check can look at files; what the reference makes of a variable stays with the grader."""
        return not self.variables

    def prove(self, place: Place, assignment: Assignment) -> None:
        """Refuse a variable whose value in the reference cannot be compared."""
        for name in self.variables:
            value = assignment.reference.find(name)
            if not _travels(value):
                raise RubricError(
                    "unchanged_incomparable", where=f"criterion {place.key}", name=name, kind=type(value).__name__
                )

    def prove_template(self, place: Place, result: CriterionResult) -> None:
        """Refuse a variable that the template's notebook itself makes otherwise than the reference."""
        changed = result.evidence.facts["changed"]
        if changed:
            raise RubricError("unchanged_template_differs", where=f"criterion {place.key}", name=changed[0])

    def observe(self, place: Place, files: Mapping[str, bytes], find: Find, ask: Ask) -> Mapping[Probe, Observation]:
        """Write down the digests of files that were handed in, and the notebook's variables."""
        handed_in = {path: digest(files[path]) for path in self.files if path in files}
        found = {_probe(place, "files"): Observation(outcome=Outcome.RETURNED, values=handed_in)}
        for name in self.variables:
            head = {"op": "scenario", "source": _READ}
            found[_probe(place, f"variable {name}")] = ask(head, {"name": name}, name)
        return found

    def measure(self, context: Context) -> Evidence:
        """Count what is as it was given; a file that was not handed in is taken from the template, and so it is."""
        handed_in = context.observations[_probe(context.place, "files")].values
        changed = [path for path, given in self.files.items() if handed_in.get(path, given) != given]
        for name in self.variables:
            seen = context.observations[_probe(context.place, f"variable {name}")]
            if seen.outcome is not Outcome.RETURNED or not _equal(
                seen.values["value"], context.expectations.find(name)
            ):
                changed.append(name)
        count = len(self.files) + len(self.variables)
        facts = {"held": count - len(changed), "of": count, "changed": tuple(changed)}
        return Evidence(comparisons=(), facts=facts)

    def decide(self, context: Context) -> CriterionResult:
        """Pay in proportion; variables need the notebook."""
        return decide_claim(context) if self.files else decide_shown(context)

    def measured_words(self, result: CriterionResult) -> tuple[Sentence, ...]:
        """Say how much is as it was given, and what is not."""
        changed = result.evidence.facts.get("changed", ())
        names = (Sentence(key="measured.unchanged_not", facts={"name": name}) for name in changed)
        return *claim_words("measured.unchanged", result), *names

    def next_words(self, result: CriterionResult) -> Sentence | None:
        """Say what to do next."""
        return claim_next("next.unchanged", result)


def digest(content: bytes) -> str:
    """Return sha256 of a file's content; how its lines end, and whether the last one does, is left aside."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n")
    return hashlib.sha256(lines).hexdigest()


def _probe(place: Place, what: str) -> Probe:
    return Probe(place.key, what, "unchanged")


def _travels(value: Any) -> bool:
    """Whether a value comes back from a student's process as what it is, and equals itself."""
    try:
        return _equal(through_wire(value), value)
    except WireError:
        return False


def _equal(got: Any, given: Any) -> bool:
    """Whether two values are one, with nothing added to it."""
    if isinstance(given, dict):
        return isinstance(got, dict) and got.keys() == given.keys() and all(_equal(got[k], given[k]) for k in given)
    if isinstance(given, (list, tuple)):
        pair = isinstance(got, (list, tuple)) and len(got) == len(given)
        return pair and all(_equal(one, other) for one, other in zip(got, given, strict=True))
    return same(got, given)
