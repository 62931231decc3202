"""Defines the check `unchanged`: notebook variables and files are as they were given out.

The untouched template passes it, so it pays in proportion to the questions that it requires.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.compare.tolerance import identical
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
"""Source of a scenario that reads a variable of the notebook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged(Check):
    """Notebook variables and files are as they were given out."""

    kind = "unchanged"

    files: Mapping[str, str]
    """By path, the `digest` of the template's file."""
    variables: tuple[str, ...]
    """Names of notebook variables; the reference has their values."""
    requires: tuple[str, ...]
    """Ids of the questions whose earned points it is paid in proportion to."""

    @property
    def requires_questions(self) -> tuple[str, ...]:
        """Return the ids of the questions whose earned points it is paid in proportion to."""
        return self.requires

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the paths of the files that it compares."""
        return tuple(self.files)

    def is_practised(self, scenarios: Mapping[str, Scenario]) -> bool:
        """Return whether it names files alone: a self-check has no reference values for variables."""
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
        """Refuse a variable that has another value in the template's notebook than in the reference."""
        changed = result.evidence.facts["changed"]
        if changed:
            raise RubricError("unchanged_template_differs", where=f"criterion {place.key}", name=changed[0])

    def observe(self, place: Place, files: Mapping[str, bytes], find: Find, ask: Ask) -> Mapping[Probe, Observation]:
        """Return the digests of the submitted files, and the values of the notebook's variables."""
        handed_in = {path: digest(files[path]) for path in self.files if path in files}
        found = {_probe(place, "files"): Observation(outcome=Outcome.RETURNED, values=handed_in)}
        for name in self.variables:
            head = {"op": "scenario", "source": _READ}
            found[_probe(place, f"variable {name}")] = ask(head, {"name": name}, name)
        return found

    def measure(self, context: Context) -> Evidence:
        """Count the unchanged files and variables; a file that was not handed in is the template's."""
        handed_in = context.observations[_probe(context.place, "files")].values
        changed = [path for path, given in self.files.items() if handed_in.get(path, given) != given]
        for name in self.variables:
            seen = context.observations[_probe(context.place, f"variable {name}")]
            if seen.outcome is not Outcome.RETURNED or not identical(
                seen.values["value"], context.expectations.find(name)
            ):
                changed.append(name)
        count = len(self.files) + len(self.variables)
        facts = {"held": count - len(changed), "of": count, "changed": tuple(changed)}
        return Evidence(comparisons=(), facts=facts)

    def decide(self, context: Context) -> CriterionResult:
        """Return points in proportion to what is unchanged and to the required questions."""
        return decide_claim(context) if self.files else decide_shown(context)

    def measured_words(self, result: CriterionResult) -> tuple[Sentence, ...]:
        """Return how much is unchanged, and the names of what is not."""
        changed = result.evidence.facts.get("changed", ())
        names = (Sentence(key="measured.unchanged_not", facts={"name": name}) for name in changed)
        return *claim_words("measured.unchanged", result), *names

    def next_words(self, result: CriterionResult) -> Sentence | None:
        """Return the sentence on the next step."""
        return claim_next("next.unchanged", result)


def digest(content: bytes) -> str:
    """Return sha256 of a file's content; of text whatever its line endings are and whether the last line has one."""
    if _is_text(content):
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n")
    return hashlib.sha256(content).hexdigest()


def _is_text(content: bytes) -> bool:
    """Return whether a file holds UTF-8 without null characters."""
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _probe(place: Place, what: str) -> Probe:
    return Probe(place.key, what, "unchanged")


def _travels(value: Any) -> bool:
    """Return whether a value comes back unchanged from a student's process, and equals itself."""
    try:
        return identical(through_wire(value), value)
    except WireError:
        return False
