"""A submission that speaks for the sandbox changes its own numbers at most, and never the grader."""

import time

import pytest

from grader.execution import session
from grader.model.observation import Outcome
from tests.attacks.forge import FORGERIES, HEAD

MOST_SECONDS = 30.0
"""Longest that a forgery may take, the innocent submission after it included."""


@pytest.fixture
def short_wait(monkeypatch):
    """Wait less for what only the wall clock ends: the same clock, in the same place."""
    monkeypatch.setattr(session, "BACKSTOP", 2)
    monkeypatch.setattr(session, "SLACK", 3.0)


@pytest.mark.parametrize(
    "forgery", [pytest.param(f, id=f.id, marks=() if f.quick else pytest.mark.slow) for f in FORGERIES]
)
def test_a_forgery_is_an_outcome_of_its_own_submission_alone(attack, request, forgery):
    if "limit" in forgery.gives:
        request.getfixturevalue("short_wait")
    begun = time.monotonic()
    seen = attack(f"{HEAD}{forgery.module}\ndef f(x):\n    {forgery.body}\n    return x + 1", *forgery.cells)
    assert _told(seen) in forgery.gives.split()
    assert time.monotonic() - begun < MOST_SECONDS


def _told(seen):
    if seen.outcome is not Outcome.RETURNED:
        return seen.outcome.value
    numbers = seen.values["out"].tolist()
    return {(1, 2, 3): "honest", (777, 777, 777): "forged"}.get(tuple(numbers), str(numbers))
