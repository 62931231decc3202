"""The known mistakes of RMS norm's backward pass: each spoils what its name says and nothing else."""

import importlib
import pkgutil

import numpy as np
import pytest

from reference import mistakes, rmsnorm_backward, rmsnorm_forward
from reference.mistakes import _rms

NAMES = sorted(
    module.name
    for module in pkgutil.iter_modules(mistakes.__path__)
    if module.name.startswith(("rmsnorm_backward", "rmsnorm_dgamma"))
)
SHARED = ["backward_means_over_batch", "backward_gamma_outside_means"]


@pytest.fixture
def case(rng):
    """A cache, an upstream gradient, and the right gradients."""
    _, cache = rmsnorm_forward(2 * rng.normal(size=(7, 4)) + 1, rng.uniform(0.5, 2, 4), {"eps": 0.2})
    dout = rng.normal(size=(7, 4))
    return cache, dout, rmsnorm_backward(dout, cache)


def differs(one, other):
    return one.shape != other.shape or not np.allclose(one, other, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("name", [*NAMES, *SHARED])
def test_it_spoils_what_it_says_and_nothing_else(name, case):
    cache, dout, right = case
    mistake = importlib.import_module(f"reference.mistakes.{name}")
    ways = [mistake.rmsnorm_backward, *(also["rmsnorm_backward"] for also in getattr(mistake, "ALSO", ()))]
    for backward in ways:
        wrong = [differs(*pair) for pair in zip(backward(dout, cache), right, strict=True)]
        assert wrong == ([False, True] if "dgamma" in name else [True, False])


def test_the_pass_that_mistakes_are_made_of_is_right_with_the_right_dx(case, assert_all_close):
    cache, dout, right = case
    made = _rms.with_dx(lambda dx_hat, x_hat, rms: (dx_hat - x_hat * _rms.mean(dx_hat * x_hat)) / rms)
    assert_all_close(made(dout, cache), right)


def test_eps_elsewhere_does_no_harm_where_eps_is_zero(rng, assert_all_close):
    _, cache = rmsnorm_forward(rng.normal(size=(7, 4)), rng.uniform(0.5, 2, 4), {"eps": 0.0})
    dout = rng.normal(size=(7, 4))
    wrong = importlib.import_module("reference.mistakes.rmsnorm_backward_eps_elsewhere")
    assert_all_close(wrong.rmsnorm_backward(dout, cache), rmsnorm_backward(dout, cache))
