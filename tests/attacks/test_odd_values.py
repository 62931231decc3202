"""What comes out of a submission is numbers, plain values and names of types, never an object of its own making."""

import numpy as np
import pytest

from grader.model.observation import NotNumeric
from tests.attacks.odd_values import ODD_VALUES

QUICK = 3
"""Of as many one is tried each time."""


@pytest.mark.parametrize(
    "odd", [pytest.param(o, id=o.id, marks=pytest.mark.slow if n % QUICK else ()) for n, o in enumerate(ODD_VALUES)]
)
def test_an_odd_value_arrives_as_a_plain_one_or_as_none(attack, odd):
    seen = attack(odd.source)
    assert seen.outcome.value == odd.outcome
    assert _shown(seen.values.get("out")) == odd.arrives


def _shown(value):
    if value is None:
        return ""
    assert type(value) in (np.ndarray, np.ma.MaskedArray, NotNumeric, int, float, str, list, dict)
    return value.type_name if isinstance(value, NotNumeric) else repr(value)
