"""By which size an error is measured: what the rubric names, else the entry, with a share of the largest."""

import numpy as np
import pytest

from grader.compare.rules import LEAST_SHARE, ComparisonRules, bytes_of
from tests.grader.compare.journey import is_right

TABLE = np.array([[1e6, 1.0], [2e6, 2.0]])
OFF = TABLE + np.array([[0.0, 1e-4], [0.0, 0.0]])


def test_without_a_norm_an_entry_counts_down_to_a_thousandth_of_the_largest():
    scale = ComparisonRules(limit=1e-6).scale()
    assert (scale.norm, scale.share, scale.floor) == ("entry", LEAST_SHARE, 0.0)


def test_a_loose_limit_is_of_a_method_whose_errors_are_the_whole_arrays():
    assert ComparisonRules(limit=1e-4).scale().share == pytest.approx(0.1)
    assert ComparisonRules(limit=0.5).scale().share == 1.0


@pytest.mark.parametrize(("width", "share"), [(8, 1e-6), (4, 1.0), (2, 1.0)])
def test_entries_of_a_list_have_sizes_of_their_own_down_to_rounding(width, share):
    assert ComparisonRules(limit=1e-6, bytes_each=width).scale(listed=True).share == pytest.approx(share)


@pytest.mark.parametrize(
    ("norm", "right"), [("array", True), ("row", True), ("column", False), ("entry", False), (None, True)]
)
def test_a_norm_says_whose_size_counts(norm, right):
    assert is_right(OFF, TABLE, norm=norm) is right
    assert is_right(TABLE, TABLE, norm=norm)


@pytest.mark.parametrize(("norm", "right"), [("row", False), ("column", True)])
def test_a_row_is_small_where_a_column_is_not(norm, right):
    assert is_right(OFF.T, TABLE.T, norm=norm) is right


@pytest.mark.parametrize(("floor", "right"), [(0.0, False), (1e-9, False), (1.0, True)])
def test_a_floor_is_the_smallest_size_that_counts(floor, right):
    assert is_right(np.array([1e-7]), np.array([0.0]), floor=floor) is right


@pytest.mark.parametrize(("extra", "right"), [(False, False), (True, True)])
def test_further_entries_of_a_dictionary_are_wrong_unless_they_are_allowed(extra, right):
    assert is_right({"a": 1.0, "b": 2.0}, {"a": 1.0}, extra=extra) is right
    assert not is_right({"b": 2.0}, {"a": 1.0}, extra=extra)


@pytest.mark.parametrize(
    ("dtype", "count"), [("f8", 8), ("f4", 4), ("f2", 2), ("c8", 4), ("c16", 8), ("i2", 8), ("?", 8), ("f16", 8)]
)
def test_the_bytes_of_a_real_number_are_those_of_its_floats(dtype, count):
    assert bytes_of(np.dtype(dtype)) == count


def test_in_order_changes_nothing_else():
    rules = ComparisonRules(limit=1e-3, unordered=True, extra=True)
    assert rules.in_order() == ComparisonRules(limit=1e-3, extra=True)
