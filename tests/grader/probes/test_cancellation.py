"""Where what is due is zero because larger numbers cancel, rounding is no fault and a small wrong value is one."""

import numpy as np
import pytest

from grader.compare.ladder import compare
from grader.compare.quiet import quiet
from grader.compare.rules import ComparisonRules
from grader.probes.cancellation import floors_of

X, DOUT = np.array([[3.0, -2.0, 0.5]]), np.array([[1.0, 2.0, -1.0]])


def batchnorm_backward(given):
    """The gradient of batch normalization; of a single sample it is zero."""
    x, dout = given["x"], given["dout"]
    std = np.sqrt(x.var(axis=0) + 1e-5)
    xhat = (x - x.mean(axis=0)) / std
    return {"dx": (dout - dout.mean(axis=0) - xhat * (dout * xhat).mean(axis=0)) / std}


def earns(got, due, floors, name="dx"):
    (found,) = compare("c", name, got, due, ComparisonRules(limit=1e-6, floor=floors.get(name, 0.0)))
    return found.rung is None


@pytest.mark.parametrize(
    ("wrong_by", "right"), [(0.0, True), (1e-13, True), (1e-11, True), (1e-7, False), (1.0, False)]
)
def test_of_a_single_sample_rounding_is_right_and_a_small_error_is_not(wrong_by, right):
    given = {"x": X, "dout": DOUT}
    values = batchnorm_backward(given)
    assert not values["dx"].any()
    floors = floors_of(values, given, batchnorm_backward)
    assert earns(values["dx"] + wrong_by, values["dx"], floors) is right


def test_a_residual_that_is_nothing_but_rounding_has_a_floor():
    a = np.random.default_rng(0).normal(size=(6, 6))
    given = {"a": a, "b": np.ones(6)}

    def residual(given):
        return {"dx": given["a"] @ np.linalg.solve(given["a"], given["b"]) - given["b"]}

    values = residual(given)
    floors = floors_of(values, given, residual)
    assert earns(-values["dx"], values["dx"], floors)
    assert not earns(values["dx"] + 1e-6, values["dx"], floors)


@pytest.mark.parametrize(
    "again",
    [lambda given: {"dx": 6.626e-34 * given["f"]}, lambda given: {"dx": np.array([6.626e-34, 1.6e-19])}],
)
def test_a_tiny_physical_constant_has_none(again):
    given = {"f": np.array([1.0, 2.0])}
    assert floors_of(again(given), given, again) == {}


def test_numbers_that_do_not_cancel_have_none():
    given = {"x": X}
    assert floors_of({"dx": X, "n": 3, "s": "a"}, given, lambda given: {"dx": given["x"]}) == {}


@pytest.mark.parametrize("size", [1e-20, 1.0, 1e6])
def test_a_floor_is_in_the_unit_of_small_data_and_never_above_that_of_one(size):
    given = {"x": size * X}
    floors = floors_of({"dx": np.zeros(3)}, given, lambda _: {"dx": np.zeros(3)})
    assert floors == {"dx": pytest.approx(1e-3 * min(3.0 * size, 1.0))}


def test_entries_of_containers_are_looked_at():
    given = {"deep": [{"x": X}, (1.5, 2)]}
    values = {"list": [np.zeros(2), 1.0], "dict": {"a": 0.0}, "empty": np.zeros(0), "whole": 0, "large": [1.0]}
    assert floors_of(values, given, lambda _: values).keys() == {"list", "dict"}


def test_a_reference_that_refuses_other_inputs_has_a_floor_for_zeros_alone():
    def refuses(_):
        raise ValueError("not these")

    given = {"x": X}
    assert floors_of({"dx": np.zeros(2), "tiny": np.full(2, 1e-20)}, given, refuses).keys() == {"dx"}


def test_what_is_not_finite_does_not_count():
    given = {"x": np.array([np.nan, np.inf, 2.0])}
    values = {"dx": np.array([np.nan, 0.0, np.inf])}
    with quiet():
        assert floors_of(values, given, lambda _: values) == {"dx": 1e-3}
