import numpy as np
import pytest

from grader.checks.derivative import along, derivative


def _stack(f, x, directions, h):
    return np.concatenate([[f(x + s * h * v) for s in (1, -1, 0.5, -0.5)] for v in directions])


def test_it_is_the_derivative_of_a_smooth_function():
    x, upstream = np.array([0.3, 1.2]), np.array([2.0, -1.0])
    directions = np.eye(2)
    found = derivative(np.sin(x), _stack(np.sin, x, directions, 1e-5), upstream, 1e-5)
    np.testing.assert_allclose(found.along, upstream * np.cos(x), rtol=1e-9)
    assert found.smooth.all()
    assert found.noise < 1e-8


def test_a_kink_is_seen():
    x = np.array([0.0, 1.0])
    found = derivative(np.abs(x), _stack(np.abs, x, np.eye(2), 1e-5), np.ones(2), 1e-5)
    assert found.smooth.tolist() == [False, True]


@pytest.mark.parametrize(
    ("base", "shifted"),
    [(np.ones(2), np.ones((4, 3))), (np.ones(2), np.ones((3, 2))), (np.ones(2), np.full((4, 2), np.nan))],
)
def test_numbers_that_do_not_fit_give_nothing(base, shifted):
    assert derivative(base, shifted, np.ones(2), 1e-5) is None


def test_a_gradient_along_directions_is_its_inner_product():
    assert along(np.array([[1.0, 2.0]]), np.array([[[1.0, 0.0]], [[1.0, 1.0]]])).tolist() == [1.0, 3.0]
