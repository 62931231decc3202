"""Nothing outside of a submission can be reached: no file, no network, no other process, no part of the kernel."""

import os

import pytest

from tests.attacks import alter, kernel, network, processes, reach
from tests.attacks.attack import THROUGH, ending

ATTACKS = [a for family in (reach, alter, network, processes, kernel) for a in family.ATTACKS]


def _rows(attacks):
    return [pytest.param(a, id=a.id, marks=() if a.quick else pytest.mark.slow) for a in attacks]


@pytest.mark.parametrize("attack", _rows(ATTACKS))
def test_an_attempt_meets_just_the_wall_that_it_should(strike, slot, attack):
    if attack.needs not in ("", os.uname().machine):
        pytest.skip(f"needs {attack.needs}")
    (seen,), _ = strike(slot, attack)
    assert ending(seen) in attack.ends(slot.isolation.level), seen


@pytest.mark.parametrize("attack", _rows(a for a in ATTACKS if a.control))
def test_the_same_attempt_gets_through_where_there_are_no_walls(strike, unwalled, attack):
    (seen,), harm = strike(unwalled, attack, harmless=False)
    assert ending(seen) == THROUGH or harm, seen
