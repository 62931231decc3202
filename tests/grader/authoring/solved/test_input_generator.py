"""Inputs are drawn like those that were seen: of their kinds, shapes and ranges, and of other sizes."""

import numpy as np
import pytest

from grader.authoring.solved import recorder
from grader.authoring.solved.input_generator import POSITIVE, STYLES, input_generator

FREE, FIXED, _ = STYLES


def text(value, style=FREE, *beside):
    sketches = [recorder.sketch(one) for one in (value, *beside)]
    return input_generator(sketches, style).text(sketches[0])


def drawn(value, style=FREE, **sizes):
    scope = {"np": np, "rng": np.random.default_rng(0), **sizes}
    exec(POSITIVE, scope)  # noqa: S102 - our own text
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
