"""Whatever a submission uses up, it ends within its limits, leaves nothing behind, and harms nobody after it."""

import time

import pytest

from tests.attacks.attack import Attack, ending
from tests.attacks.exhaust import ATTACKS, CELLS

MOST_SECONDS = 30.0
"""Longest that an attack may take: the backstop of its second, and what the grader waits beyond it."""


@pytest.mark.parametrize(
    "attack", [pytest.param(a, id=a.id, marks=() if a.quick else pytest.mark.slow) for a in ATTACKS]
)
def test_what_uses_too_much_ends_by_the_limit_that_it_passed(strike, slot, attack):
    begun = time.monotonic()
    (seen,), _ = strike(slot, attack)
    assert ending(seen) in attack.ends(slot.isolation.level), seen
    assert time.monotonic() - begun < MOST_SECONDS


@pytest.mark.slow
@pytest.mark.parametrize(("what", "cell"), CELLS, ids=[what for what, _ in CELLS])
def test_whatever_a_cell_does_functions_are_asked_all_the_same(strike, slot, what, cell):
    (seen,), _ = strike(slot, Attack(id=what, source="return 'asked'", full="", limited="", cells=(cell, "1")))
    assert ending(seen) == "asked"
