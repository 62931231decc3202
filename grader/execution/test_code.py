"""Runs the instructor's tests on a student's objects, and writes every step down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grader.checks.asserts.measure import Asked, probe_of, run
from grader.model.expectation import Probe
from grader.model.observation import Observation, Outcome

from .session import SandboxSession

_OVER = (Outcome.LIMIT, Outcome.DIED, Outcome.MALFORMED)
"""Outcomes behind which the student's objects are gone, or nothing more is to be had."""


def taken(
    session: SandboxSession, asked: Asked, find: Callable[[str], Any], checked: Callable[[Observation], Observation]
) -> dict[Probe, Observation]:
    """The answers to every step that the tests of a criterion take.

    Args:
        session: the submission's.
        asked: the criterion.
        find: the reference, which tests may ask too.
        checked: holds an answer against what was handed in.
    """
    found: dict[Probe, Observation] = {}
    over: Observation | None = None

    def ask(head: dict[str, Any], values: Any) -> Observation:
        nonlocal over
        over = None if head["first"] else over
        seen = over or checked(session.ask(head, values, head["called"]))
        over = seen if seen.outcome in _OVER else None
        found[probe_of(asked.key, len(found), head, values)] = seen
        return seen

    run(asked, ask, find)
    return found
