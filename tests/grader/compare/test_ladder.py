import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.compare.ladder import compare, same
from grader.compare.rules import ComparisonRules
from grader.compare.tolerance import SAME
from grader.model.observation import NotNumeric
from grader.model.verdict import Rung

RULES = ComparisonRules(limit=1e-6)


def _one(got, expected, limit=1e-6, **rules):
    (found,) = compare("case", "out", got, np.asarray(expected), ComparisonRules(limit=limit, **rules))
    return found


@pytest.mark.parametrize(
    ("got", "rung"),
    [
        (None, Rung.NONE_OR_COUNT),
        (NotNumeric(type_name="function"), Rung.NOT_ARRAY),
        ("text", Rung.NOT_ARRAY),
        ([[1], [2, 3]], Rung.NOT_ARRAY),
        (np.ones(3), Rung.SHAPE),
        (np.array([1.0, np.nan]), Rung.NON_FINITE),
        (np.array([1.0, np.inf]), Rung.NON_FINITE),
        (np.array([1.0, 2.1]), Rung.VALUES),
        (np.array([1.0, 2.0]), None),
        ([1, 2], None),
    ],
)
def test_the_ladder_stops_at_the_first_rung_that_fails(got, rung):
    assert _one(got, [1.0, 2.0]).rung is rung


def test_complex_numbers_without_imaginary_parts_are_the_real_ones_both_ways():
    assert _one(np.array([1 + 0j, 2 + 0j]), [1.0, 2.0]).rung is None
    assert _one(np.array([1.0, 2.0]), [1 + 0j, 2 + 0j]).rung is None
    assert _one(np.array([1 + 0.1j, 2 + 0j]), [1.0, 2.0]).rung is Rung.VALUES


def test_nothing_is_broadcast():
    assert _one(np.ones((3, 1)), np.ones(3)).rung is Rung.SHAPE
    assert _one(1.0, np.ones(3)).rung is Rung.SHAPE


@pytest.mark.parametrize("shape", [(1, 3), (3, 1), (1, 3, 1)])
def test_right_values_in_another_shape_are_told_apart(shape):
    assert _one(np.arange(3.0).reshape(shape), np.arange(3.0)).reshaped
    assert not _one(1 + np.arange(3.0).reshape(shape), np.arange(3.0)).reshaped


def test_a_transpose_is_no_reshape():
    assert not _one(np.arange(6.0).reshape(2, 3).T, np.arange(6.0).reshape(2, 3)).reshaped


def test_evidence_says_how_many_are_wrong_and_where():
    found = _one([1.0, 5.0, 3.5], [1.0, 2.0, 3.0])
    assert (found.wrong, found.total, found.worst_index) == (2, 3, (1,))
    assert (found.got, found.expected) == (5.0, 2.0)
    assert found.error == pytest.approx(1.5)


def test_float32_and_integers_are_no_failure():
    assert _one(np.float32([0.5]), [0.5]).rung is None
    assert _one(np.array([2]), [2.0]).rung is None


def test_errors_near_zero_are_measured_against_the_floor():
    assert _one(np.array([1e-10]), [0.0], floor=1e-3).rung is None
    assert _one(np.array([1e-8]), [0.0], floor=1e-3).rung is Rung.VALUES
    assert _one(np.array([1e-300]), [0.0]).rung is Rung.VALUES


def test_small_data_have_a_scale_of_their_own():
    assert _one(6.6e-34 * (1 + 1e-9), 6.6e-34).rung is None
    assert _one(0.0, 6.6e-34).rung is Rung.VALUES


def test_small_entries_beside_large_ones_are_seen():
    factorials = np.cumprod(np.arange(1.0, 15.0))
    without = np.where(factorials < 1000, 0.0, factorials)
    assert _one(without, factorials).rung is Rung.VALUES
    assert _one(without, factorials, norm="array").rung is None
    assert _one(factorials * (1 + 1e-9), factorials).rung is None


def test_a_column_norm_sees_a_small_column():
    got, expected = np.array([[1000.0, 1.1]]), np.array([[1000.0, 1.0]])
    assert _one(got, expected, limit=1e-3).rung is None
    assert _one(got, expected, limit=1e-3, norm="column").rung is Rung.VALUES


@given(hnp.arrays(np.float64, hnp.array_shapes(max_dims=3), elements=st.floats(-1e6, 1e6)))
def test_any_array_equals_itself_and_not_itself_plus_one(array):
    assert _one(array, array).rung is None
    assert _one(array + 2e6, array).rung is Rung.VALUES


@pytest.mark.parametrize(
    ("got", "right", "answer"),
    [
        (1.0, 1.0 + SAME / 10, True),
        (1.0, 1.0 + 10 * SAME, False),
        ([1, 2], np.array([1.0, 2.0]), True),
        (np.ones((1, 3)), np.ones(3), False),
        (np.nan, np.nan, True),
        ({"a": 1.0, "more": 2.0}, {"a": 1.0}, False),
        ({}, {"a": 1.0}, False),
        ((1.0, 2.0, 3.0), (1.0, 2.0), False),
        ((1.0,), (1.0, 2.0), False),
        (1.0, (1.0,), False),
        ([1.0, 2.0], (1.0, 2.0), True),
        (True, True, True),
        (1, True, False),
        (None, None, True),
        (None, 1.0, False),
        ("a", "a", True),
        ("a", 1.0, False),
        (np.array([True]), np.array([False]), False),
        (np.array([1], dtype=np.uint8), np.array([2], dtype=np.uint8), False),
        (NotNumeric(type_name="function"), 1.0, False),
        (np.array(["a"]), np.array(["a"]), True),
        (np.array(["a"]), np.array(["b"]), False),
    ],
)
def test_two_values_are_one_to_twelve_digits(got, right, answer):
    assert same(got, right) is answer
