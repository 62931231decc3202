"""Neighbouring kinds as arrays: of numbers, of words, of times; None where a value is nothing of these."""

import datetime
from fractions import Fraction

import numpy as np
import pytest

from grader.compare.arrays import array_of, integers_in, is_of_truths_and_numbers, times_of, words_of

DAY = np.datetime64("2020-01-01", "D")
BIG = [1, 2**63 + 1]


@pytest.mark.parametrize(
    ("value", "array"),
    [
        (1, np.array(1)),
        ([1, 2.5], np.array([1.0, 2.5])),
        ((np.array(1), np.array(2)), np.array([1, 2])),
        (np.array([1, 2.5], dtype=object), np.array([1.0, 2.5])),
        (np.array([np.array(1.0), 2.0], dtype=object), np.array([1.0, 2.0])),
        (Fraction(4, 2), np.array(2)),
        (Fraction(1, 4), np.array(0.25)),
        ([], np.zeros(0)),
        (np.zeros((0, 3), dtype=object), np.zeros((0, 3))),
        (np.ma.array([1.0, 2.0]), np.array([1.0, 2.0])),
    ],
)
def test_numbers_of_any_kind_are_an_array(value, array):
    found = array_of(value)
    assert (found.dtype.kind, found.shape, found.tolist()) == (array.dtype.kind, array.shape, array.tolist())


@pytest.mark.parametrize(
    "value", [2**64, BIG, [BIG], np.array(BIG, dtype=object), [2**60, 0.5], [Fraction(2**70), 0.5]]
)
def test_integers_beyond_floats_stay_what_they_are(value):
    assert array_of(value).dtype.kind == "O"


@pytest.mark.parametrize(
    "value",
    [None, "1", b"1", ["1"], [1, None], [1, "1"], {}, {1}, [{1}], [[1], [2, 3]], object(), DAY, [DAY],
     np.timedelta64(1, "D"), np.ma.array([1, 2], mask=[0, 1]),
     [np.ma.array([1, 2], mask=[0, 1])], [[np.ma.array([1, 2], mask=[0, 1])]], [np.ma.masked], [1, [np.ma.masked]]],
)  # fmt: skip
def test_what_is_no_number_is_none(value):
    assert array_of(value) is None


@pytest.mark.parametrize(
    ("value", "integers"),
    [
        ([1, 0.5], [True, False]),
        ([[1, 0.5], [2.0, 3]], [[True, False], [False, True]]),
        ([np.array(1), 0.5, True], [True, False, False]),
        ([np.array([1, 2]), np.array([0.5, 0.5])], [[True, True], [False, False]]),
        (np.array([Fraction(3), Fraction(1, 3)], dtype=object), [True, False]),
    ],
)
def test_integers_among_floats_are_known(value, integers):
    assert integers_in(value).tolist() == integers


@pytest.mark.parametrize("value", [[1, 2], [0.5], np.array([1.0]), 3, 0.5, np.array([1, 2], dtype=object), []])
def test_where_all_are_of_one_kind_there_is_nothing_to_know(value):
    assert integers_in(value) is None


@pytest.mark.parametrize(
    ("value", "mixed"),
    [
        ([True, 1.0], True),
        ([np.array(True), 1], True),
        ([True], False),
        ([True, [1, [2, 3]]], True),
        ([1, 2], False),
        (1, False),
    ],
)
def test_truth_values_beside_numbers_are_known(value, mixed):
    assert is_of_truths_and_numbers(value) is mixed


@pytest.mark.parametrize(
    "value", ["a", ["a"], ("a", b"b"), [["a"], ["b"]], np.array(["a"]), np.array(["a"], dtype=object)]
)
def test_strings_are_an_array_of_words(value):
    assert words_of(value).dtype.kind == "O"


@pytest.mark.parametrize("value", [None, 1, [], ["a", 1], [["a"], ["b", "c"]], np.zeros(0, "U1"), {"a"}])
def test_what_is_no_string_is_no_array_of_words(value):
    assert words_of(value) is None


@pytest.mark.parametrize("value", [DAY, [DAY], [[DAY], [DAY]], np.array([DAY]), np.array([DAY, DAY], dtype=object)])
def test_times_are_an_array_of_times(value):
    assert times_of(value).dtype.kind == "M"


@pytest.mark.parametrize(
    "value", [[], [DAY, 1], [DAY, np.timedelta64(1, "D")], [[DAY], [DAY, DAY]], datetime.date(2020, 1, 1), [1], "2020"]
)
def test_what_is_no_time_is_no_array_of_times(value):
    assert times_of(value) is None
