import autograd.numpy as anp
import numpy as np
import pytest

from reference import relu_backward, relu_forward


def formula(x):
    return anp.where(x > 0, x, 0.0)


def test_negative_entries_become_zero_and_others_stay():
    out, _ = relu_forward(np.array([[-2.0, 0.0, 3.0]]))
    assert out.tolist() == [[0.0, 0.0, 3.0]]


@pytest.mark.parametrize("shape", [(5, 3), (1, 1), (2, 3, 2, 2)])
def test_gradient_is_the_derivative(shape, rng, gradients, assert_close):
    x, dout = rng.normal(size=shape), rng.normal(size=shape)
    _, cache = relu_forward(x)
    assert_close(relu_backward(dout, cache), gradients(formula, [x], dout)[0])


def test_gradient_at_zero_is_zero():
    _, cache = relu_forward(np.zeros(2))
    assert relu_backward(np.ones(2), cache).tolist() == [0.0, 0.0]


def test_float32_stays_float32(rng):
    x = rng.normal(size=(3, 2)).astype(np.float32)
    out, cache = relu_forward(x)
    assert out.dtype == relu_backward(x, cache).dtype == np.float32
