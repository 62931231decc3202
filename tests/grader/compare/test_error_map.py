import numpy as np
import pytest

from grader.compare.error_map import error_map
from grader.compare.ladder import compare
from grader.compare.rules import ComparisonRules

RULES = ComparisonRules(limit=1e-6)


def test_levels_say_how_many_times_the_limit_an_error_is():
    sizes = np.array([[0.0, 0.9e-6, 5e-6], [9e-6, 9e-4, 1.0]])
    assert error_map(sizes, 1e-6) == ((0, 0, 1), (1, 2, 3))


def test_what_is_not_finite_has_a_level_of_its_own():
    assert error_map(np.array([[np.nan, np.inf, 0.0]]), 1e-6) == ((4, 4, 0),)


@pytest.mark.parametrize(
    ("shape", "expected"), [((5,), (1, 5)), ((3, 4), (3, 4)), ((2, 3, 4, 5), (6, 16)), ((100, 7), (16, 7))]
)
def test_every_shape_becomes_rows_and_columns_of_at_most_sixteen(shape, expected):
    levels = error_map(np.zeros(shape), 1e-6)
    assert (len(levels), len(levels[0])) == expected


def test_a_bin_shows_its_largest_error():
    sizes = np.zeros((64, 64))
    sizes[63, 0] = 1.0
    levels = error_map(sizes, 1e-6)
    assert levels[15][0] == 3
    assert sum(map(sum, levels)) == 3


def test_a_single_number_has_no_map_and_what_has_no_limit_neither():
    assert error_map(np.array(1.0), 1e-6) is None
    assert error_map(np.array([np.inf, 0.0]), np.inf) is None


def test_a_failing_comparison_has_a_map_and_a_passing_one_none():
    right = np.arange(6.0).reshape(2, 3)
    wrong = right.copy()
    wrong[:, 1] += 1
    (bad,), (good,) = compare("c", "out", wrong, right, RULES), compare("c", "out", right, right, RULES)
    assert bad.error_map == ((0, 3, 0), (0, 3, 0))
    assert good.error_map is None


def test_nan_is_seen_where_it_is():
    (bad,) = compare("c", "out", np.array([1.0, np.nan]), np.array([1.0, 2.0]), RULES)
    assert bad.error_map == ((0, 4),)
