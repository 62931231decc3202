"""Equal values of one kind have one text, and equal values of any kind one outline."""

import numpy as np
import pytest

from grader.compare.text import outline_of, text_of
from grader.sandbox.child.values.foreign import Foreign

LONG = 10**5000
"""Longer than Python writes in digits."""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({1, "a", LONG}, {LONG, "a", 1}),
        ([LONG], [LONG + 0]),
        (np.array([LONG, None]), np.array([LONG, None])),
        (Foreign("a", {"x": LONG}), Foreign("a", {"x": LONG})),
        (np.array([(LONG,)], [("a", object)]), np.array([(LONG,)], [("a", object)])),
        (np.ma.array([1, 2], "m8[s]", mask=[0, 1]), np.ma.array([1, 2], "m8[s]", mask=[0, 1])),
    ],
)
def test_equal_values_have_one_text(one, other):
    assert text_of(one) == text_of(other)
    assert text_of([one]) != text_of([other, other])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([1.0, 2.0], np.array([1.0, 2.0])),
        (("a", 1), ["a", np.float64(1.0)]),
        ({"a": 1.0, "b": "x"}, {"b": "x", "a": 1}),
        ({frozenset({1, 2})}, {frozenset({2.0, 1.0})}),
        (np.zeros(1, [("a", float)])[0], (0.0,)),
    ],
)
def test_equal_values_of_any_kind_have_one_outline(one, other):
    assert outline_of(one) == outline_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [([1.0, 2.0], [2.0, 1.0]), ("a", "b"), (True, 1.0), ([1.0], 1.0), ({"a": 1}, {"b": 1}), (1j, 1.0)]
)
def test_other_values_have_another_outline(one, other):
    assert outline_of(one) != outline_of(other)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, [LONG, -LONG], complex(np.nan, np.inf), 1e308])
def test_an_outline_is_a_number_that_can_be_sorted(value):
    assert np.isfinite(outline_of([value, value])[1])
