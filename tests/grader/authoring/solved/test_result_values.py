"""Results of every kind are compared, and what is weak about them is told."""

import numpy as np
import pytest

from grader.authoring.solved.result_values import differ, is_finite, is_same, weakness, with_noise

TUPLES = {"r": [(1, 2.5), (3, 4.0)]}


@pytest.mark.parametrize("value", [[(1, 2), (3, 4)], {"a": [1, "x"]}, np.arange(3.0), "text", [], np.array([np.nan])])
def test_a_value_is_the_same_as_itself(value):
    assert is_same(value, value)


def test_lists_of_tuples_differ_by_a_number_and_not_by_their_length():
    assert differ(TUPLES, {"r": [(1, 2.5), (3, 5.0)]})
    assert not differ(TUPLES, {"r": [(1, 2.5)]})
    assert not differ(TUPLES, TUPLES)
    assert not is_same([1, 2], [1, 2, 3])


def test_infinity_is_seen_inside_of_containers():
    assert not is_finite([(1.0, np.inf)])
    assert is_finite([("a", 1.0)])


def test_huge_and_unsteady_results_are_weak():
    assert "as large as 1e+38" in weakness({"r": 1e38}, {"r": 1e38})
    assert "rounding decides" in weakness({"r": 1.0}, {"r": 1.001})
    assert "another form" in weakness({"r": [1.0]}, {"r": [1.0, 2.0]})
    assert weakness({"r": 1.0}, {"r": 1.0 + 1e-11}) == ""


def test_noise_moves_numbers_with_decimals_alone():
    rng = np.random.default_rng(0)
    assert with_noise({"n": 3, "t": "x", "i": np.arange(3)}, rng)["n"] == 3
    moved = with_noise([1.0, np.ones(2, dtype=complex)], rng)
    assert moved[0] != 1.0
    assert np.abs(moved[1] - 1).max() < 1e-10
