"""The known mistakes of batch norm's two backward passes."""

import autograd.numpy as anp
import numpy as np
import pytest

from reference import batchnorm_forward
from reference.mistakes import (
    backward_elementwise,
    backward_variance_path_halved,
    backward_without_variance_path,
    batchnorm_backward_eps_outside_root,
)

EPS = 0.2


def normalized(x, gamma, beta):
    return gamma * (x - anp.mean(x, axis=0)) / anp.sqrt(anp.var(x, axis=0) + EPS) + beta


def constant_statistics(x, gamma, beta, mean, std):
    return gamma * (x - mean) / std + beta


@pytest.fixture
def arrays(rng):
    return [rng.normal(size=size) for size in ((7, 3), (3,), (3,), (7, 3))]


@pytest.fixture
def right(arrays, gradients):
    return gradients(normalized, arrays[:3], arrays[3])


def backward(function, arrays):
    *inputs, dout = arrays
    _, cache = batchnorm_forward(*inputs, {"mode": "train", "eps": EPS})
    return function(dout, cache)


@pytest.mark.parametrize(
    "function",
    [
        backward_elementwise.batchnorm_backward_alt,
        backward_without_variance_path.batchnorm_backward_alt,
        batchnorm_backward_eps_outside_root.batchnorm_backward,
        backward_variance_path_halved.batchnorm_backward,
    ],
)
def test_only_dx_is_wrong(function, arrays, right, assert_all_close):
    dx, *others = backward(function, arrays)
    assert np.max(np.abs(dx - right[0])) > 1e-2
    assert_all_close(others, right[1:])


def test_elementwise_takes_mean_and_variance_for_constants(arrays, gradients, assert_close):
    x, gamma, beta, dout = arrays
    mean, std = x.mean(axis=0), np.sqrt(x.var(axis=0) + EPS)
    wrong = gradients(lambda x: constant_statistics(x, gamma, beta, mean, std), [x], dout)[0]
    assert_close(backward(backward_elementwise.batchnorm_backward_alt, arrays)[0], wrong)


def test_without_the_variance_path_only_the_variance_is_constant(arrays, gradients, assert_close):
    x, gamma, beta, dout = arrays
    std = np.sqrt(x.var(axis=0) + EPS)
    wrong = gradients(lambda x: constant_statistics(x, gamma, beta, anp.mean(x, axis=0), std), [x], dout)[0]
    assert_close(backward(backward_without_variance_path.batchnorm_backward_alt, arrays)[0], wrong)


def test_the_halved_path_lies_midway_between_all_of_it_and_none(arrays, right, assert_close):
    none = backward(backward_without_variance_path.batchnorm_backward_alt, arrays)[0]
    halved = backward(backward_variance_path_halved.batchnorm_backward, arrays)[0]
    assert_close(halved, (none + right[0]) / 2)


def test_eps_outside_the_root_is_the_gradient_of_another_forward(arrays, gradients, assert_close):
    x, gamma, beta, dout = arrays

    def with_true_direction(x):
        """A forward whose std is sqrt(var) + eps, differentiated as sqrt(var + eps) is: through 1 / (2 std)."""
        var = anp.var(x, axis=0)
        std = np.sqrt(np.var(arrays[0], axis=0)) + EPS
        slope = (var - np.var(arrays[0], axis=0)) / (2 * std)
        return gamma * (x - anp.mean(x, axis=0)) / (std + slope) + beta

    wrong = gradients(with_true_direction, [x], dout)[0]
    assert_close(backward(batchnorm_backward_eps_outside_root.batchnorm_backward, arrays)[0], wrong)
