"""One definition of when two values are one, by the whole array's scale or by each column's."""

import numpy as np
import pytest

from grader.compare.rules import Scale
from grader.compare.tolerance import (
    entries_within,
    identical,
    is_within,
    narrowest,
    relative_errors,
    scale_of,
    which_are,
)
from grader.sandbox.child.values.foreign import Foreign

COLUMN = Scale(norm="column", share=0.0)

COLUMNS = np.array([[1.0, -4e6], [-2.0, 1e6]])
"""A small column beside a large one."""
OFF = COLUMNS + np.array([[0.5, 0.0], [0.0, 0.0]])
"""The same, wrong in the small one."""


@pytest.mark.parametrize(
    ("expected", "scale", "sizes"),
    [
        (COLUMNS, Scale(), 4e6),
        (COLUMNS, COLUMN, [[2.0, 4e6]]),
        (COLUMNS, Scale(norm="row", share=0.0), [[4e6], [1e6]]),
        (COLUMNS, Scale(norm="entry", share=0.0), [[1.0, 4e6], [2.0, 1e6]]),
        (COLUMNS, Scale(norm="entry", share=1e-3), [[4e3, 4e6], [4e3, 1e6]]),
        (COLUMNS, Scale(norm="column", share=0.5), [[2e6, 4e6]]),
        (COLUMNS, Scale(floor=1e9), 1e9),
        (np.array([1.0, -3.0]), COLUMN, [3.0]),
        (np.array([1.0, -3.0]), Scale(norm="row"), [3.0]),
        (np.array(-3.0), COLUMN, 3.0),
        (np.zeros((2, 2)), COLUMN, [[0.0, 0.0]]),
        (np.zeros((0, 2)), COLUMN, [[0.0, 0.0]]),
        (np.array([3 + 4j]), Scale(), 5.0),
        (np.array([np.nan, np.inf, 2.0]), Scale(), 2.0),
        (np.arange(8.0).reshape(2, 2, 2), COLUMN, [[[4.0, 5.0], [6.0, 7.0]]]),
    ],
)
def test_errors_are_relative_to_the_largest_number_of_array_column_or_row_or_to_the_entry(expected, scale, sizes):
    assert scale_of(expected, scale).tolist() == sizes


def test_arrays_beside_each_other_have_scales_of_their_own():
    stack = np.stack([COLUMNS, 10 * COLUMNS])
    assert scale_of(stack, stacked=1).ravel().tolist() == [4e6, 4e7]
    assert scale_of(stack, COLUMN, stacked=1).tolist() == [[[2.0, 4e6]], [[20.0, 4e7]]]


def test_an_error_is_relative_to_that_scale():
    got = OFF
    assert relative_errors(got, COLUMNS, COLUMN).tolist() == [[0.25, 0.0], [0.0, 0.0]]
    assert entries_within(got, COLUMNS, 1e-6, COLUMN).tolist() == [[False, True], [True, True]]
    assert is_within(got, COLUMNS, 1e-6)
    assert not is_within(got, COLUMNS, 1e-6, COLUMN)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        ([np.nan, 1.0], [np.nan, 1.0]),
        ([np.nan, 1.0], [1.0, 1.0]),
        ([[1.0]], [1.0]),
        (1.0, [1.0, 1.0]),
    ],
)
def test_what_is_no_number_or_has_another_shape_is_never_within(got, expected):
    assert not is_within(got, expected, 1e-6)


def test_a_wrong_result_is_another_where_both_are_nan_or_infinite_at_one_place():
    stack = np.array([[np.nan, 1.0], [np.inf, 1.0], [-np.inf, 1.0], [5.0, 1.0]])
    assert which_are(stack, np.array([np.nan, 1.0]), 1e-6).tolist() == [True, False, False, False]
    assert which_are(stack, np.array([np.inf, 1.0]), 1e-6).tolist() == [False, True, False, False]


def test_a_wrong_result_is_measured_by_its_own_columns():
    stack = np.stack([COLUMNS, OFF])
    assert which_are(stack, COLUMNS, 1e-6).tolist() == [True, True]
    assert which_are(stack, COLUMNS, 1e-6, COLUMN).tolist() == [True, False]


def test_one_result_among_many_and_the_same_result_alone_get_one_answer():
    rng = np.random.default_rng(1)
    stack, got = 1 + 1e-6 * rng.normal(size=(200, 1, 2)), np.ones((1, 2))
    for scale in (Scale(), COLUMN, Scale(norm="entry")):
        alone = [is_within(got, one, 1e-6, scale) for one in stack]
        assert which_are(stack, got, 1e-6, scale).tolist() == alone
        assert len(set(alone)) == 2


def test_equal_numbers_have_no_error_whatever_the_scale():
    assert relative_errors(np.array([0.0, np.inf]), np.array([0.0, np.inf])).tolist() == [0.0, 0.0]
    assert relative_errors(np.array([1e-300]), np.array([0.0])).tolist() == [np.inf]


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ({"x": np.ones(2), "deep": [np.ones(2, np.float32)]}, 4),
        ({"x": np.ones(2, np.float16), "y": np.ones(2, np.float32)}, 2),
        (np.ones(1, np.complex64), 4),
        (np.ones(1, np.int8), 8),
        (Foreign("torch.Tensor", {"values": np.ones(1, np.float32)}), 4),
        (1.5, 8),
        ({}, 8),
    ],
)
def test_the_narrowest_floats_of_the_inputs_are_found(value, size):
    assert narrowest(value) == size


@pytest.mark.parametrize(
    ("got", "given", "held"),
    [
        (2**60 + 1000, 2**60, False),
        (0.0, 1e-16, False),
        ([1e13, 6], [1e13, 5], False),
        (True, 1, False),
        (np.array([1e13, 5.0]), [1e13, 5.0], False),
        (2**70, 2**70, True),
        (7.0, 7, True),
        ([1, 2], (1, 2), True),
        (None, None, True),
        ("a", "a", True),
        (np.arange(6.0), np.arange(6), True),
        (np.arange(6.0), np.arange(6).reshape(2, 3), False),
    ],
)
def test_identical_means_to_the_last_digit(got, given, held):
    assert identical(got, given) is held
