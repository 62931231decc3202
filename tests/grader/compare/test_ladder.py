import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.compare.ladder import compare
from grader.model.observation import NotNumeric
from grader.model.verdict import Rung


def _one(got, expected, limit=1e-6, norm="array"):
    (found,) = compare("case", "out", got, np.asarray(expected), limit, norm)
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
    assert found.error == pytest.approx(1.0)


def test_float32_and_integers_are_no_failure():
    assert _one(np.float32([0.5]), [0.5]).rung is None
    assert _one(np.array([2]), [2.0]).rung is None


def test_errors_near_zero_are_measured_against_the_floor():
    assert _one(np.array([1e-10]), [0.0]).rung is None
    assert _one(np.array([1e-8]), [0.0]).rung is Rung.VALUES


def test_a_column_norm_sees_a_small_column():
    got, expected = np.array([[1000.0, 1.1]]), np.array([[1000.0, 1.0]])
    assert _one(got, expected, limit=1e-3).rung is None
    assert _one(got, expected, limit=1e-3, norm="column").rung is Rung.VALUES


def test_dictionaries_are_compared_key_by_key_and_extra_keys_cost_nothing():
    found = compare("c", "grads", {"W": np.ones(2), "more": 1}, {"W": np.ones(2), "b": np.ones(1)}, 1e-6)
    assert [(f.output, f.rung) for f in found] == [("grads[W]", None), ("grads[b]", Rung.MISSING)]
    (flat,) = compare("c", "grads", 3, {"W": np.ones(2)}, 1e-6)
    assert flat.rung is Rung.NOT_ARRAY


def test_sequences_and_words_are_compared_too():
    assert [f.rung for f in compare("c", "o", (1.0, 2.0), (1.0, 3.0), 1e-6)] == [None, Rung.VALUES]
    assert compare("c", "o", "a", "a", 1e-6)[0].rung is None
    assert compare("c", "o", 1, True, 1e-6)[0].rung is Rung.VALUES


@given(hnp.arrays(np.float64, hnp.array_shapes(max_dims=3), elements=st.floats(-1e6, 1e6)))
def test_any_array_equals_itself_and_not_itself_plus_one(array):
    assert _one(array, array).rung is None
    assert _one(array + 2e6, array).rung is Rung.VALUES
