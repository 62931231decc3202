"""Where order does not count, each entry is compared with the one that it equals, or comes nearest to."""

import time

import numpy as np
import pytest

from grader.compare.order import in_order_of, places_of
from tests.grader.compare.journey import comparisons, is_right


def right(got, due):
    """Right where order does not count, and not where it does."""
    return is_right(got, due, unordered=True) and not is_right(got, due)


@pytest.mark.parametrize(
    ("got", "due"),
    [
        ([3, 1, 2], [1, 2, 3]),
        (np.array([[3.0, 4.0], [1.0, 2.0]]), [[1.0, 2.0], [3.0, 4.0]]),
        (["b", "a", "b"], ["a", "b", "b"]),
        ([("b", 2.0 + 1e-12), ("a", 1.0)], [("a", 1.0), ("b", 2.0)]),
        ([[1.0], [2.0, 3.0]], [[2.0, 3.0], [1.0]]),
        ([{"b": 2}, {"a": 1}], [{"a": 1}, {"b": 2}]),
        ([None, 1, "a"], [1, "a", None]),
        ([np.nan, 1.0, np.inf], [1.0, np.inf, np.nan]),
        (np.array([1j, -1j]), [-1j, 1j]),
        ([2**64 + 1, 2**64], [2**64, 2**64 + 1]),
        (np.array([2**60 + 1, 2**60]), [2**60, 2**60 + 1]),
        ([10**5000, 1, "a"], [1, "a", 10**5000]),
        (np.array(["2021", "2020"], "M8[Y]"), np.array(["2020", "2021"], "M8[Y]")),
        (np.array([(2.0,), (1.0,)], [("a", float)]), np.array([(1.0,), (2.0,)], [("a", float)])),
        (np.ma.array([2.0, 1.0, 9.0], mask=[0, 0, 1]), np.ma.array([9.0, 1.0, 2.0], mask=[1, 0, 0])),
        ([1.0000012, 1.0000004], [1.0, 1.0000008]),
    ],
)
def test_entries_in_another_order_are_right(got, due):
    assert is_right(got, due, unordered=True)
    assert is_right(due, got, unordered=True)


@pytest.mark.parametrize(
    ("got", "due"),
    [
        ([1, 1, 2], [1, 2, 2]),
        (["a", "a", "b"], ["a", "b", "b"]),
        ([1, 2], [1, 2, 3]),
        ([[1, 2], [4, 3]], [[1, 2], [3, 4]]),
        ([("a", 2.0), ("b", 1.0)], [("a", 1.0), ("b", 2.0)]),
        (
            np.array([(2.0, 1), (1.0, 2)], [("a", float), ("b", int)]),
            np.array([(1.0, 1), (2.0, 2)], [("a", float), ("b", int)]),
        ),
        ([np.zeros(3), np.arange(2)], [np.zeros(3), np.arange(3)]),
    ],
)
def test_what_has_other_entries_is_wrong_in_any_order(got, due):
    assert not is_right(got, due, unordered=True)


def test_only_the_first_axis_is_without_order():
    assert not is_right(np.array([[2, 1], [4, 3]]), np.array([[1, 2], [3, 4]]), unordered=True)


def test_a_wrong_entry_is_compared_with_the_nearest_one_that_is_left():
    (found,) = comparisons(np.array([5.0, 1.0, 2.0]), np.array([1.0, 2.0, 3.0]), unordered=True)
    assert (found.wrong, found.worst_index) == (1, (2,))


def test_many_points_with_rounding_are_matched_in_time():
    rng = np.random.default_rng(0)
    grid = np.stack(np.meshgrid(np.arange(150) / 7, np.arange(150) / 3), axis=-1).reshape(-1, 2)
    begun = time.process_time()
    assert right(rng.permutation(grid) * (1 + 1e-15), grid)
    assert time.process_time() - begun < 5


def test_many_pairs_of_words_and_numbers_are_matched():
    due = [(f"node {n % 50}", f"node {n}", n / 7) for n in range(1000)]
    assert right([(a, b, weight * (1 + 1e-14)) for a, b, weight in reversed(due)], due)


@pytest.mark.parametrize(("got", "due"), [(1.0, np.array([1.0])), ([1.0], [1.0, 2.0]), ([], []), ([[1.0]], [1.0])])
def test_what_cannot_be_put_in_order_is_left_as_it_is(got, due):
    assert places_of(got, due, lambda one, other: True) is None
    assert in_order_of(got, due, lambda one, other: True) is got
