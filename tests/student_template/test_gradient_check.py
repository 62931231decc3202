import numpy as np
import pytest

from student_template.cs231n.gradient_check import (
    eval_numerical_gradient,
    eval_numerical_gradient_array,
    grad_check_sparse,
    rel_error,
)


@pytest.mark.parametrize(
    ("x", "y", "error"),
    [
        (np.array([1.0, 2.0]), np.array([1.0, 2.0]), 0.0),
        (np.array([1.0, 3.0]), np.array([1.0, 1.0]), 0.5),
        (np.array([1.0]), np.array([-1.0]), 1.0),
        (np.array([0.0]), np.array([0.0]), 0.0),
        (np.array([1e-9]), np.array([0.0]), 0.1),
        (3.0, 1.0, 0.5),
    ],
)
def test_relative_error_is_measured_against_both_magnitudes_with_a_floor(x, y, error):
    assert rel_error(x, y) == pytest.approx(error)


def test_relative_error_does_not_hide_nan():
    assert np.isnan(rel_error(np.array([1.0, np.nan]), np.array([1.0, 2.0])))


@pytest.mark.parametrize("shape", [(3,), (1, 1), (2, 3), (2, 1, 2)])
def test_gradient_of_a_number_is_its_derivative(shape, rng, assert_close):
    x = rng.normal(size=shape)
    assert_close(eval_numerical_gradient(lambda x: np.sum(np.sin(x)), x), np.cos(x), 1e-9)


def test_gradient_of_an_array_is_weighted_by_df(rng, assert_close):
    x, w, df = rng.normal(size=(3, 4)), rng.normal(size=(4, 2)), rng.normal(size=(3, 2))
    assert_close(eval_numerical_gradient_array(lambda x: x @ w, x, df), df @ w.T, 1e-8)


def test_the_error_of_a_cubic_is_h_squared():
    """((x + h)^3 - (x - h)^3) / 2h = 3 x^2 + h^2."""
    grad = eval_numerical_gradient(lambda x: float(x[0] ** 3), np.array([2.0]), h=0.1)
    assert grad[0] == pytest.approx(12.01)


def test_a_function_may_look_at_the_array_instead_of_its_argument(assert_close):
    params = {"w": np.array([1.0, 2.0])}
    grad = eval_numerical_gradient(lambda _: np.sum(params["w"] ** 2), params["w"])
    assert_close(grad, np.array([2.0, 4.0]), 1e-8)


def test_the_array_is_the_same_again_afterwards_also_when_the_function_fails():
    def fail(x):
        raise ArithmeticError

    x = np.array([0.1, 0.2])
    eval_numerical_gradient_array(lambda x: x**2, x, np.ones(2))
    with pytest.raises(ArithmeticError):
        eval_numerical_gradient(fail, x)
    assert x.tolist() == [0.1, 0.2]


@pytest.mark.parametrize("planted", [1.01, 0.5, -1.0])
def test_a_planted_error_in_a_gradient_is_seen(planted, rng):
    x = rng.normal(size=(3, 4))
    numerical = eval_numerical_gradient(lambda x: np.sum(np.tanh(x)), x)
    right = 1 - np.tanh(x) ** 2
    wrong = right.copy()
    wrong[1, 2] *= planted
    assert rel_error(right, numerical) < 1e-8
    assert rel_error(wrong, numerical) > 1e-3


def test_verbose_prints_each_derivative(capsys):
    eval_numerical_gradient(lambda x: np.sum(x), np.zeros((2, 2)), verbose=True)
    assert len(capsys.readouterr().out.splitlines()) == 4


@pytest.mark.parametrize(("factor", "right"), [(1.0, True), (1.1, False)])
def test_sparse_check_prints_the_relative_error_of_a_few_entries(factor, right, rng, seeded, capsys):
    x = rng.normal(size=(5, 6))
    grad_check_sparse(lambda x: np.sum(np.exp(x)), x, factor * np.exp(x), num_checks=3)
    errors = [float(line.rsplit(" ", 1)[1]) for line in capsys.readouterr().out.splitlines()]
    assert len(errors) == 3
    assert all((error < 1e-7) == right for error in errors)
