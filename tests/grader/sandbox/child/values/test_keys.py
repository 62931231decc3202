"""Keys of dictionaries and members of sets: one for all equal values, none that hides another."""

import datetime
from fractions import Fraction

import numpy as np
import pytest

from grader.sandbox.child.values.encode import Opaque
from grader.sandbox.child.values.foreign import Foreign
from grader.sandbox.child.values.keys import MOST_ENTRIES, key_of


def symbol(name):
    """A symbol of sympy as it travels."""
    return Foreign("sympy.Expr", {"symbols": [name], "values": np.arange(8.0), "text": name})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (np.int64(1), 1),
        (np.array(1.0), 1),
        (np.nan, np.array(np.nan)),
        ((np.int64(1), float("nan")), [1, np.nan]),
        (np.datetime64("2020-01-01"), np.datetime64("2020-01-01T00:00:00.000")),
        (np.timedelta64(1, "D"), np.timedelta64(86_400, "s")),
        (np.datetime64("NaT", "s"), np.array("NaT", "M8[s]")),
        (symbol("x"), symbol("x")),
        (Foreign("sympy.Expr", {"number": 3, "text": "3"}), 3),
        (Foreign("pandas.Label", {"text": "(0, 1]"}), "(0, 1]"),
        (np.array([1, 2]), np.array([1.0, 2.0])),
    ],
)
def test_equal_values_are_one_key(one, other):
    assert {key_of(one): 1}[key_of(other)] == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, "1"),
        (b"a", "a"),
        (symbol("x"), symbol("y")),
        (np.datetime64("2020-01-01"), np.datetime64("2020-01-01T00:00:00.000000001")),
        (np.timedelta64(1, "D"), np.datetime64(1, "D")),
        (np.timedelta64(1, "M"), np.timedelta64(30, "D")),
        (Fraction(1, 3), 1 / 3),
        (np.array([1, 2]), np.array([2, 1])),
        (None, "None"),
    ],
)
def test_other_values_are_other_keys(one, other):
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    "value",
    [
        Opaque("A"),
        np.zeros(MOST_ENTRIES + 1),
        {"a": [1]},
        Foreign("no.Such", {"x": np.ones(2)}),
        datetime.date(1, 1, 1),
    ],
)
def test_whatever_it_is_a_key_can_be_looked_up(value):
    assert {key_of(value): 1} == {key_of(value): 1}
