"""The check `asserts`, measured: test code is run on answers that were recorded, or on such as are asked for now."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.checks.failures import failed
from grader.compare.quiet import quiet
from grader.errors import RubricError
from grader.model.check import Ask as AskStudent
from grader.model.check import Find
from grader.model.evidence import Comparison, Evidence
from grader.model.expectation import Expectations, Probe
from grader.model.observation import Observation, Outcome
from grader.model.verdict import Rung
from grader.sandbox.child.wire import pack

from .cell import run_cell
from .outcome import Tested
from .pytest_file import run_file
from .stubs import Ask, Student

if TYPE_CHECKING:
    from .check import Asserts

WAY = "asserts "
"""With what the way of each step's probe begins."""
_OVER = (Outcome.LIMIT, Outcome.DIED, Outcome.MALFORMED)
"""Outcomes behind which the student's objects are gone, or nothing more is to be had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One criterion of this kind, with all that its tests need."""

    key: str
    """`question.criterion`."""
    check: Asserts
    """The tests."""
    points: float
    """What it is worth."""
    declared: frozenset[str]
    """Names that are the student's."""
    seed: int
    """Of the fixture `rng`, and of what is put beside a test's own values."""


def run(asked: Asked, ask: Ask, find: Find) -> list[Tested]:
    """Run the tests of a criterion.

    Args:
        asked: the criterion.
        ask: answers each step that they take on the student's objects.
        find: the reference.

    Raises:
        RubricError: there is no test to run.
    """
    check = asked.check
    with quiet(), _same_chance():
        if check.is_file:
            return run_file(check.code, check.tests, lambda: Student(ask, asked.seed), find, asked.seed)
        return [run_cell(check.code, Student(ask, asked.seed), find, asked.declared, asked.points)]


def taken(asked: Asked, find: Find, ask: AskStudent) -> dict[Probe, Observation]:
    """Return the answers to every step that the tests of a criterion take.

    Args:
        asked: the criterion.
        find: the reference, which tests may ask too.
        ask: asks the student's process.
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
    """Run the tests of a criterion on recorded answers.

    Raises:
        RubricError: they ask for what they did not ask for when they were recorded.
    """
    steps = Steps(asked.key, observations.get)
    found = run(asked, steps, expectations.find)
    if steps.unanswered:
        raise RubricError("tests_take_other_steps", criterion=asked.key)
    return evidence(asked, found)


def evidence(asked: Asked, found: list[Tested]) -> Evidence:
    """Return what tests came to."""
    worth = sum(tested.points for tested in found)
    fraction = sum(tested.points * tested.fraction for tested in found) / worth if worth else 0.0
    open_ = next((tested for tested in found if tested.fraction < 1), None)
    facts: dict[str, Any] = {"fraction": round(fraction, 6), "of": len(found)}
    facts["held"] = sum(tested.fraction >= 1 for tested in found)
    if open_ is not None:
        facts |= {"line": open_.line, "said": open_.said}
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
    """The criterion."""
    answer: Callable[[Probe], Observation | None]
    """Gives a step's answer; None where there is none."""
    taken: int = 0
    """How many steps were taken."""
    unanswered: bool = False
    """Whether one had no answer."""

    def __call__(self, head: dict[str, Any], values: Any) -> Observation:
        """Return a step's answer."""
        seen = self.answer(probe_of(self.key, self.taken, head, values))
        self.taken += 1
        self.unanswered |= seen is None
        return seen or Observation(outcome=Outcome.DIED)  # what the tests come to is not used then


def probe_of(key: str, place: int, head: Mapping[str, Any], values: Any) -> Probe:
    """Return the name of a step: what it asks for is a part of it, so that another question never gets its answer."""
    digest = hashlib.sha256(pack(dict(head), values)).hexdigest()[:16]
    return Probe(key, f"step {place:05d}", f"{WAY}{digest}")


@contextmanager
def _same_chance() -> Iterator[None]:
    """Global generators begin alike each time, and are as before afterwards."""
    drawn, state = random.getstate(), np.random.get_state()  # noqa: NPY002 - what tests may draw from
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 - as above
    try:
        yield
    finally:
        random.setstate(drawn)
        np.random.set_state(state)  # noqa: NPY002 - as above
