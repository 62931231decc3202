"""One definition of when two values are one, by the whole array's scale or by each column's."""

import numpy as np
import pytest

from grader.compare.tolerance import (
    FLOOR,
    SAME,
    array_of,
    entries_within,
    identical,
    is_within,
    relative_errors,
    same,
    scale_of,
    which_are,
)
from grader.model.observation import NotNumeric

COLUMNS = np.array([[1.0, -4e6], [-2.0, 1e6]])
"""A small column beside a large one."""
OFF = COLUMNS + np.array([[0.5, 0.0], [0.0, 0.0]])
"""The same, wrong in the small one."""


@pytest.mark.parametrize(
    ("expected", "norm", "scale"),
    [
        (COLUMNS, "array", [[4e6]]),
        (COLUMNS, "column", [[2.0, 4e6]]),
        (np.array([1.0, -3.0]), "column", [3.0]),
        (np.array(-3.0), "column", 3.0),
        (np.zeros((2, 2)), "column", [[FLOOR, FLOOR]]),
        (np.zeros((0, 2)), "column", [[FLOOR, FLOOR]]),
        (np.array([3 + 4j]), "array", [5.0]),
        (np.arange(8.0).reshape(2, 2, 2), "column", [[[4.0, 5.0], [6.0, 7.0]]]),
    ],
)
def test_the_scale_is_the_largest_number_of_array_or_column(expected, norm, scale):
    assert scale_of(expected, norm).tolist() == scale


def test_arrays_beside_each_other_have_scales_of_their_own():
    stack = np.stack([COLUMNS, 10 * COLUMNS])
    assert scale_of(stack, stacked=1).ravel().tolist() == [4e6, 4e7]
    assert scale_of(stack, "column", stacked=1).tolist() == [[[2.0, 4e6]], [[20.0, 4e7]]]


def test_an_error_is_relative_to_that_scale():
    got = OFF
    assert relative_errors(got, COLUMNS, "column").tolist() == [[0.25, 0.0], [0.0, 0.0]]
    assert entries_within(got, COLUMNS, 1e-6, "column").tolist() == [[False, True], [True, True]]
    assert is_within(got, COLUMNS, 1e-6)
    assert not is_within(got, COLUMNS, 1e-6, "column")


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        ([np.nan, 1.0], [np.nan, 1.0]),
        ([np.inf, 1.0], [np.inf, 1.0]),
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
    assert which_are(stack, COLUMNS, 1e-6, "column").tolist() == [True, False]


def test_one_result_among_many_and_the_same_result_alone_get_one_answer():
    rng = np.random.default_rng(1)
    stack, got = 1 + 1e-6 * rng.normal(size=(200, 1, 2)), np.ones((1, 2))
    for norm in ("array", "column"):
        alone = [is_within(got, one, 1e-6, norm) for one in stack]
        assert which_are(stack, got, 1e-6, norm).tolist() == alone
        assert len(set(alone)) == 2


@pytest.mark.parametrize(
    ("got", "right", "answer"),
    [
        (1.0, 1.0 + SAME / 10, True),
        (1.0, 1.0 + 10 * SAME, False),
        ([1, 2], np.array([1.0, 2.0]), True),
        (np.ones((1, 3)), np.ones(3), False),
        (np.nan, np.nan, False),
        ({"a": 1.0, "more": 2.0}, {"a": 1.0}, True),
        ({}, {"a": 1.0}, False),
        ((1.0, 2.0, 3.0), (1.0, 2.0), True),
        ((1.0,), (1.0, 2.0), False),
        (1.0, (1.0,), False),
        (True, True, True),
        (1, True, False),
        (None, None, True),
        (None, 1.0, False),
        ("a", "a", True),
        ("a", 1.0, False),
        (np.array([True]), np.array([False]), False),
        (np.array([1], dtype=np.uint8), np.array([2], dtype=np.uint8), False),
        (NotNumeric(type_name="function"), 1.0, False),
        (np.array(["a"]), np.array(["a"]), False),
    ],
)
def test_two_values_are_one_to_twelve_digits(got, right, answer):
    assert same(got, right) is answer


@pytest.mark.parametrize("value", [None, "a", {}, [[1], [2, 3]], np.array(["a"]), NotNumeric(type_name="x")])
def test_what_holds_no_numbers_is_no_array(value):
    assert array_of(value) is None


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
