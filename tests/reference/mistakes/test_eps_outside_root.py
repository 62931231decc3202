import numpy as np
import pytest

from reference import batchnorm_backward, batchnorm_backward_alt, batchnorm_forward
from tests.reference.mistakes.overrides import replaced

eps_outside_root = replaced("eps_outside_root")
MEAN, VAR = np.array([1.0, 2.0, 3.0]), np.array([4.0, 1.0, 0.25])


@pytest.fixture
def inputs(rng):
    return [rng.normal(size=size) for size in ((7, 3), (3,), (3,))]


def test_train_mode_divides_by_the_standard_deviation_plus_eps(inputs, assert_close):
    x, gamma, beta = inputs
    out, _ = eps_outside_root.batchnorm_forward(*inputs, {"mode": "train", "eps": 0.1})
    assert_close(out, gamma * (x - x.mean(axis=0)) / (x.std(axis=0) + 0.1) + beta)


def test_test_mode_divides_by_the_root_of_the_running_variance_plus_eps(inputs, assert_close):
    x, gamma, beta = inputs
    param = {"mode": "test", "eps": 0.1, "running_mean": MEAN, "running_var": VAR}
    out, _ = eps_outside_root.batchnorm_forward(*inputs, param)
    assert_close(out, gamma * (x - MEAN) / (np.sqrt(VAR) + 0.1) + beta)


@pytest.mark.parametrize("mode", ["train", "test"])
@pytest.mark.parametrize(("eps", "same"), [(0.0, True), (1e-5, False), (0.1, False)])
def test_it_equals_the_reference_only_without_eps(mode, eps, same, inputs):
    param = {"mode": mode, "eps": eps, "running_mean": MEAN, "running_var": VAR}
    right, _ = batchnorm_forward(*inputs, dict(param))
    wrong, _ = eps_outside_root.batchnorm_forward(*inputs, dict(param))
    assert np.allclose(wrong, right, rtol=1e-9, atol=1e-12) == same


def test_running_averages_are_right(inputs):
    right, wrong = ({"mode": "train", "eps": 0.1} for _ in range(2))
    batchnorm_forward(*inputs, right)
    eps_outside_root.batchnorm_forward(*inputs, wrong)
    assert np.array_equal(wrong["running_mean"], right["running_mean"])
    assert np.array_equal(wrong["running_var"], right["running_var"])


@pytest.mark.parametrize("backward", [batchnorm_backward, batchnorm_backward_alt])
def test_the_references_backward_reads_its_cache(backward, inputs, rng):
    out, cache = eps_outside_root.batchnorm_forward(*inputs, {"mode": "train", "eps": 0.1})
    dx, dgamma, dbeta = backward(rng.normal(size=out.shape), cache)
    assert (dx.shape, dgamma.shape, dbeta.shape) == ((7, 3), (3,), (3,))
