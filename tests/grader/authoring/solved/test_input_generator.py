"""Inputs are drawn like those that were seen: of their kinds, shapes and ranges, and of other sizes."""

import numpy as np
import pandas as pd
import pytest

from grader.authoring.solved import recorder
from grader.authoring.solved.input_generator import MATRIX, POSITIVE, STYLES, input_generator

FREE, FIXED, _ = STYLES


def text(value, style=FREE, *beside):
    sketches = [recorder.sketch(one) for one in (value, *beside)]
    return input_generator(sketches, style).text(sketches[0])


def drawn(value, style=FREE, **sizes):
    scope = {"np": np, "pd": pd, "rng": np.random.default_rng(0), **sizes}
    exec(POSITIVE + MATRIX, scope)  # noqa: S102 - our own text
    return eval(text(value, style), scope)  # noqa: S307 - as above


@pytest.mark.parametrize("dtype", ["float64", "float32", "complex128", "bool", "int64", "uint8"])
def test_an_array_keeps_its_dtype_and_takes_other_sizes(dtype):
    found = drawn(np.ones((3, 4), dtype=dtype), N=5, D=7)
    assert (found.dtype.name, found.shape) == (dtype, (5, 7))


def test_positive_numbers_stay_positive_and_sorted_ones_sorted():
    found = drawn(np.array([0.5, 2.0, 9.0]), N=6)
    assert (found > 0).all()
    assert (np.diff(found) > 0).all()


def test_a_symmetric_matrix_stays_symmetric_and_positive_definite():
    found = drawn(np.array([[2.0, 1.0], [1.0, 3.0]]), N=4)
    assert np.allclose(found, found.T)
    assert (np.linalg.eigvalsh(found) > 0).all()


def test_labels_stay_below_the_length_of_their_axis():
    assert text(np.array([0, 1, 2]), FREE, np.ones((5, 3))) == "rng.integers(0, N, size=(N,))"


def test_numbers_vary_and_settings_stay():
    assert text(0.9) == "rng.uniform(0.45, 0.95)"
    assert text(-2.0) == "rng.uniform(-3, -1)"
    assert [text(value) for value in (0.0, 1, True, "train", None)] == ["0.0", "1", "True", "'train'", "None"]
    assert text(0.9, FIXED) == "0.9"


def test_whole_numbers_beside_arrays_stay():
    assert text(4) == "int(rng.integers(2, 7))"
    assert text(4, FREE, np.ones(4)) == "4"


def test_lists_and_dictionaries_are_drawn_item_by_item():
    assert text([1.0, 3.0]) == "rng.uniform(1, 3, size=2).tolist()"
    assert text((2, 3)) == "(2, 3)"
    assert set(drawn({"mode": "train", "mean": np.zeros(3)}, N=5)) == {"mode", "mean"}


@pytest.mark.parametrize("value", [len, object(), np.array(["a"]), [len], {"f": len}])
def test_what_cannot_be_drawn_is_told(value):
    assert text(value) == ""


DOMINANT = np.array([[10.0, 2, 1], [1, 8, -2], [2, -1, 9]])


def test_a_dominant_diagonal_stays_dominant():
    found = drawn(DOMINANT, N=6)
    assert (2 * np.abs(np.diag(found)) > np.abs(found).sum(axis=1)).all()


def test_a_triangular_matrix_stays_triangular_and_regular():
    found = drawn(np.triu(DOMINANT), N=6)
    assert np.array_equal(found, np.triu(found))
    assert np.abs(np.diag(found)).min() > 0
    assert np.abs(np.triu(found, 1)).max() > 0


def test_a_band_stays_as_wide_as_it_is():
    found = drawn(np.diag([4.0] * 5) + np.diag([-1.0] * 4, 1) + np.diag([-1.0] * 4, -1), N=8)
    assert np.array_equal(found, np.triu(np.tril(found, 1), -1))
    assert np.allclose(found, found.T)
    assert (np.linalg.eigvalsh(found) > 0).all()


def test_a_symmetric_matrix_that_is_not_definite_stays_symmetric():
    found = drawn(np.array([[0.0, 2.0, 1.0], [2.0, 0.0, 3.0], [1.0, 3.0, 0.0]]), N=4)
    assert np.allclose(found, found.T)


@pytest.mark.parametrize(("axis", "value"), [(1, [[0.2, 0.8], [0.5, 0.5], [0.1, 0.9]]), (0, [[0.2, 0.5], [0.8, 0.5]])])
def test_shares_add_up_to_one_along_their_axis(axis, value):
    found = drawn(np.array(value), N=5, D=4)
    assert np.allclose(found.sum(axis=axis), 1)
    assert found.min() >= 0


def test_a_probability_vector_stays_one():
    assert drawn(np.array([0.2, 0.3, 0.5]), N=7).sum() == pytest.approx(1)


def test_one_hot_rows_stay_one_hot():
    found = drawn(np.eye(3)[[0, 2, 1, 1, 0]], N=6, D=4)
    assert (found.sum(axis=1) == 1).all()
    assert set(np.unique(found)) == {0, 1}


def test_labels_with_decimals_stay_whole():
    found = drawn(np.array([0.0, 1.0, 1.0, 0.0, 1.0]), N=9)
    assert found.dtype == float
    assert set(found) <= {0.0, 1.0}


def test_a_grid_stays_evenly_spaced_and_a_falling_line_falls():
    assert np.ptp(np.diff(drawn(np.linspace(0, 1, 9), N=11))) < 1e-12
    assert (np.diff(drawn(np.array([9.0, 2.0, 1.5, 0.25]), N=6)) < 0).all()


def test_sorted_whole_numbers_stay_sorted():
    assert (np.diff(drawn(np.array([1, 4, 6, 9]), N=9)) >= 0).all()
    found = drawn([1, 4, 6, 9])
    assert found == sorted(found)


def test_a_list_of_tuples_is_drawn_by_its_places():
    found = drawn([("a", 1, 2.5), ("b", 2, 0.5), ("c", 3, 1.0)])
    assert sorted(name for name, _, _ in found) == ["a", "b", "c"]
    assert all(type(one) is int and type(two) is float for _, one, two in found)


def test_a_table_keeps_its_columns_their_kinds_and_its_index():
    table = pd.DataFrame(
        {"g": ["a", "b", "a", "b"], "v": [1.0, 2.5, 3.0, 4.0], "day": pd.date_range("2026-01-01", periods=4)},
        index=["w", "x", "y", "z"],
    )
    found = drawn(table, N=6)
    assert list(found.columns) == ["g", "v", "day"]
    assert (len(found), set(found["g"]) <= {"a", "b"}, found["day"].dtype.kind) == (6, True, "M")
    assert found.index.is_unique
    series = drawn(table["v"].reset_index(drop=True), N=6)
    assert (type(series), series.name, len(series)) == (pd.Series, "v", 6)


def test_a_polynomial_is_drawn_by_its_coefficients():
    assert drawn(np.polynomial.Polynomial([1.0, 2.0, 3.0]), N=5).shape == (5,)


def test_a_constant_array_says_nothing_of_structure():
    assert np.ptp(drawn(np.ones((3, 3)), N=4)) > 0
