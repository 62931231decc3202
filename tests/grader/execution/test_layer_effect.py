"""A layer does something where its results differ from its inputs and change with them, about as the reference's do."""

import numpy as np
import pytest

from grader.execution.layer_effect import depends, does_something, others

X = np.array([[1.0, -2.0], [0.5, 3.0]])


@pytest.mark.parametrize(
    ("args", "out", "due", "told"),
    [
        ((X,), np.maximum(X, 0), np.maximum(X, 0), True),
        ((X,), X, X + 1, False),
        ((X,), np.ones((2, 2)), X + 1, False),
        ((X,), X + 1e-6, X + 1, False),
        ((X,), 1e-6 * X, 2 * X, False),
        ((X,), 3 * X, 2 * X, True),
        ((np.ones((2, 2)),), np.ones((2, 2)), X, None),
        ((X,), 2.0, 3.0, None),
        ((max, 0.5), 2.0, 3.0, True),
        ((max, 0.5), 0.5, 3.0, False),
        ((max, 0.5), 1e-9, 3.0, False),
        ((max, 0.3, X[0], 0.1), X[0] + 1e-9, X[0] + 0.1, False),
        ((max, 0.3, X[0], 0.1), X[0] + 0.05, X[0] + 0.1, True),
        ((X,), "text", X, None),
        ((X,), np.nan * X, X + 1, True),
        ((), 1.0, 1.0, True),
    ],
)
def test_what_hands_on_an_input_or_a_constant_does_nothing(args, out, due, told):
    assert does_something(args, out, due) is told


@pytest.mark.parametrize(
    ("after", "due_after", "told"),
    [
        ({"y": 5.0}, {"y": 4.0}, True),
        ({"y": 1.0}, {"y": 4.0}, False),
        ({"y": 1.0 + 1e-6}, {"y": 4.0}, False),
        ({"y": 1.0}, {"y": 2.0}, None),
        ({"y": 1.0}, None, False),
        ({"y": 1.5}, None, True),
        ({}, {"y": 4.0}, False),
    ],
)
def test_a_layer_depends_on_its_inputs_where_it_changes_as_the_references_does(after, due_after, told):
    assert depends({"y": 1.0}, after, {"y": 2.0}, due_after) is told


def test_the_first_array_and_every_function_are_changed():
    array, number, function = others((X, 2.0, lambda x: (x, True, "text")))
    assert array.shape == X.shape
    assert not np.array_equal(array, X)
    assert number == 2.0
    assert function(3.0) == (7.0, True, "text")


def test_where_there_is_neither_nothing_can_be_changed():
    assert others((2.0, "text")) is None
    assert others(()) is None
