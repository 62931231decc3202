import autograd.numpy as anp
import numpy as np
import pytest

from reference import instancenorm_backward, instancenorm_forward, layernorm_forward

CASES = pytest.mark.parametrize(
    ("shape", "scale", "offset", "eps", "tol"),
    [
        pytest.param((2, 3, 4, 5), 1, 0, 1e-5, 1e-9, id="all sizes different"),
        pytest.param((1, 3, 2, 2), 1, 0, 0.1, 1e-9, id="one sample, eps 0.1"),
        pytest.param((4, 1, 2, 3), 1, 0, 1e-5, 1e-9, id="one channel"),
        pytest.param((4, 3, 1, 1), 1, 0, 1e-5, 1e-9, id="one pixel"),
        pytest.param((2, 3, 4, 5), 1, 1e4, 1e-5, 1e-7, id="offset 1e4"),
        pytest.param((2, 3, 4, 5), 1e-6, 0, 1e-5, 1e-9, id="variance 1e-12"),
    ],
)
GAMMA_SHAPES = pytest.mark.parametrize("wide", [False, True], ids=["(C,)", "(1, C, 1, 1)"])


def formula(x, gamma, beta, eps):
    mean, var = (f(x, axis=(2, 3), keepdims=True) for f in (anp.mean, anp.var))
    across = (1, -1, 1, 1)
    return anp.reshape(gamma, across) * (x - mean) / anp.sqrt(var + eps) + anp.reshape(beta, across)


def arrays(rng, shape=(2, 3, 4, 5), wide=False, scale=1.0, offset=0.0, dtype=np.float64):
    """x, gamma, beta, dout."""
    x = offset + scale * rng.normal(size=shape)
    channels = (1, shape[1], 1, 1) if wide else (shape[1],)
    others = [rng.normal(size=size) for size in (channels, channels, shape)]
    return [a.astype(dtype) for a in (x, *others)]


@GAMMA_SHAPES
@CASES
def test_output_is_the_plain_formula(wide, shape, scale, offset, eps, tol, rng, assert_close):
    *inputs, _ = arrays(rng, shape, wide, scale, offset)
    assert_close(instancenorm_forward(*inputs, {"eps": eps})[0], formula(*inputs, eps), tol)


@GAMMA_SHAPES
@CASES
def test_gradients_are_the_derivatives_in_the_shape_of_gamma(
    wide, shape, scale, offset, eps, tol, rng, gradients, assert_all_close
):
    *inputs, dout = arrays(rng, shape, wide, scale, offset)
    _, cache = instancenorm_forward(*inputs, {"eps": eps})
    expected = gradients(lambda *a: formula(*a, eps), inputs, dout)
    assert_all_close(instancenorm_backward(dout, cache), expected, tol)


def test_it_is_layer_norm_of_each_channel_of_each_sample(rng, assert_close):
    x, *_ = arrays(rng)
    expected, _ = layernorm_forward(x.reshape(6, 20), np.ones(20), np.zeros(20), {"eps": 0.1})
    out, _ = instancenorm_forward(x, np.ones(3), np.zeros(3), {"eps": 0.1})
    assert_close(out.reshape(6, 20), expected)


def test_dx_sums_to_zero_over_the_pixels(rng, assert_close):
    *inputs, dout = arrays(rng)
    _, cache = instancenorm_forward(*inputs, {})
    assert_close(instancenorm_backward(dout, cache)[0].sum(axis=(2, 3)), np.zeros((2, 3)))


def test_eps_is_1e_5_by_default(rng):
    *inputs, _ = arrays(rng)
    outs = [instancenorm_forward(*inputs, param)[0] for param in ({}, {"eps": 1e-5})]
    assert np.array_equal(*outs)


def test_float32_stays_float32(rng):
    *inputs, dout = arrays(rng, dtype=np.float32)
    out, cache = instancenorm_forward(*inputs, {})
    assert {a.dtype for a in (out, *instancenorm_backward(dout, cache))} == {np.dtype(np.float32)}
