import autograd.numpy as anp
import numpy as np
import pytest

from reference._standardize import standardize, standardize_backward

AXES = pytest.mark.parametrize("axis", [(0,), (1,), (1, 2), (0, 1, 2)])


def formula(x, axis, eps):
    return (x - anp.mean(x, axis=axis, keepdims=True)) / anp.sqrt(anp.var(x, axis=axis, keepdims=True) + eps)


@AXES
def test_mean_becomes_0_and_variance_1_along_the_axes(axis, rng, assert_close):
    x_hat, std = standardize(5 + 3 * rng.normal(size=(2, 3, 4)), axis, 0.0)
    assert_close(x_hat.mean(axis=axis, keepdims=True), np.zeros(std.shape))
    assert_close(x_hat.var(axis=axis, keepdims=True), np.ones(std.shape))


@AXES
def test_gradient_is_the_derivative(axis, rng, gradients, assert_close):
    x, dout = rng.normal(size=(2, 3, 4)), rng.normal(size=(2, 3, 4))
    got = standardize_backward(dout, *standardize(x, axis, 0.1), axis)
    assert_close(got, gradients(lambda x: formula(x, axis, 0.1), [x], dout)[0])
