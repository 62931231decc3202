"""Measures the check `asserts`: runs test code on recorded answers, or on answers that are asked for now.

Why it is so: docs/decisions/0019.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from grader.checks.failures import failed
from grader.errors import RubricError
from grader.model.check import Ask as AskStudent
from grader.model.check import Find
from grader.model.evidence import Comparison, Evidence
from grader.model.expectation import Expectations, Probe
from grader.model.observation import Observation, Outcome
from grader.model.verdict import Rung
from grader.sandbox.child.wire import pack

from .outcome import Tested
from .run import Asked, run

WAY = "asserts "
"""Prefix of the way of each step's probe."""
MOST_PRINTED = 4000
"""Largest number of characters that are kept of what the tests of a criterion print."""
_OVER = (Outcome.LIMIT, Outcome.DIED, Outcome.MALFORMED)
"""Outcomes after which the student's objects no longer exist, or no further answer can be had."""


def taken(asked: Asked, find: Find, ask: AskStudent) -> dict[Probe, Observation]:
    """Return the answers to every step that the tests of a criterion take.

    Args:
        asked: the criterion.
        find: returns the reference's object of a name; tests may use it too.
        ask: sends a request to the student's process.
    """
    found: dict[Probe, Observation] = {}
    over: Observation | None = None

    def step(head: dict[str, Any], values: Any) -> Observation:
        nonlocal over
        over = None if head["first"] else over
        seen = over or ask(head, values, head["called"])
        over = seen if seen.outcome in _OVER else None
        found[probe_of(asked.key, len(found), head, values)] = seen
        return seen

    run(asked, step, find)
    return found


def measure(asked: Asked, observations: Mapping[Probe, Observation], expectations: Expectations) -> Evidence:
    """Return the evidence of a criterion's tests, run on recorded answers.

    Args:
        asked: the criterion.
        observations: the recorded answers, by the name of their step.
        expectations: gives the reference's objects.

    Raises:
        RubricError: the tests take a step that they did not take when the answers were recorded.
    """
    steps = Steps(asked.key, observations.get)
    found = run(asked, steps, expectations.find)
    if steps.unanswered:
        raise RubricError("tests_take_other_steps", criterion=asked.key)
    return evidence(asked, found)


def evidence(asked: Asked, found: list[Tested]) -> Evidence:
    """Return the evidence for the outcomes of tests."""
    worth = sum(tested.points for tested in found)
    fraction = sum(tested.points * tested.fraction for tested in found) / worth if worth else 0.0
    open_ = next((tested for tested in found if tested.fraction < 1), None)
    facts: dict[str, Any] = {"fraction": round(fraction, 6), "of": len(found)}
    facts["held"] = sum(tested.fraction >= 1 for tested in found)
    if open_ is not None:
        facts |= {"line": open_.line, "said": open_.said}
        facts |= {"open": not asked.check.hidden}
        facts |= {"compared": dict(open_.compared)} if open_.compared else {}
        facts["tests"] = [
            {"name": tested.name, "line": tested.line, "said": tested.said}
            for tested in found
            if tested.fraction < 1 and (tested.line or tested.said)
        ]
    if printed := "\n".join(filter(None, (tested.printed for tested in found))):
        facts["printed"] = printed[:MOST_PRINTED]
    return Evidence(comparisons=tuple(_comparison(asked, tested) for tested in found), facts=facts)


def _comparison(asked: Asked, tested: Tested) -> Comparison:
    name = tested.name or "test"
    if tested.seen is not None:
        return failed(asked.key, (name,), tested.seen)[0]
    return Comparison(case=asked.key, output=name, rung=None if tested.fraction > 0 else Rung.VALUES)


@dataclass
class Steps:
    """Names each step of a criterion's tests, and answers it by that name."""

    key: str
    """The criterion, as `question.criterion`."""
    answer: Callable[[Probe], Observation | None]
    """Function that returns a step's answer; None where there is none."""
    taken: int = 0
    """Number of steps taken so far."""
    unanswered: bool = False
    """Whether a step had no answer."""

    def __call__(self, head: dict[str, Any], values: Any) -> Observation:
        """Return the answer to a step."""
        seen = self.answer(probe_of(self.key, self.taken, head, values))
        self.taken += 1
        self.unanswered |= seen is None
        return seen or Observation(outcome=Outcome.DIED)  # what the tests come to is not used then


def probe_of(key: str, place: int, head: Mapping[str, Any], values: Any) -> Probe:
    """Return the name of a step; it contains a hash of the request, so that another request never gets its answer.

    Args:
        key: the criterion, as `question.criterion`.
        place: index of the step, from 0.
        head: the request's head.
        values: the request's encoded arguments.
    """
    digest = hashlib.sha256(pack(dict(head), values)).hexdigest()[:16]
    return Probe(key, f"step {place:05d}", f"{WAY}{digest}")
