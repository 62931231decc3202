import autograd.numpy as anp
import numpy as np
import pytest

from reference import batchnorm_forward, layernorm_backward, layernorm_forward

CASES = pytest.mark.parametrize(
    ("shape", "scale", "offset", "eps", "tol"),
    [
        pytest.param((7, 4), 1, 0, 1e-5, 1e-9, id="more samples than features"),
        pytest.param((4, 7), 1, 0, 1e-5, 1e-9, id="more features than samples"),
        pytest.param((1, 4), 1, 0, 1e-5, 1e-9, id="one sample"),
        pytest.param((6, 1), 1, 0, 1e-5, 1e-9, id="one feature"),
        pytest.param((7, 4), 1, 0, 0.1, 1e-9, id="eps 0.1"),
        pytest.param((7, 4), 1, 1e4, 1e-5, 1e-7, id="offset 1e4"),
        pytest.param((7, 4), 1e-6, 0, 1e-5, 1e-9, id="variance 1e-12"),
    ],
)


def formula(x, gamma, beta, eps):
    mean, var = anp.mean(x, axis=1, keepdims=True), anp.var(x, axis=1, keepdims=True)
    return gamma * (x - mean) / anp.sqrt(var + eps) + beta


def arrays(rng, shape=(7, 4), scale=1.0, offset=0.0, dtype=np.float64):
    """x, gamma, beta, dout."""
    x = offset + scale * rng.normal(size=shape)
    others = [rng.normal(size=size) for size in (shape[1], shape[1], shape)]
    return [a.astype(dtype) for a in (x, *others)]


@CASES
def test_output_is_the_plain_formula(shape, scale, offset, eps, tol, rng, assert_close):
    *inputs, _ = arrays(rng, shape, scale, offset)
    assert_close(layernorm_forward(*inputs, {"eps": eps})[0], formula(*inputs, eps), tol)


@CASES
def test_gradients_are_the_derivatives(shape, scale, offset, eps, tol, rng, gradients, assert_all_close):
    *inputs, dout = arrays(rng, shape, scale, offset)
    _, cache = layernorm_forward(*inputs, {"eps": eps})
    expected = gradients(lambda *a: formula(*a, eps), inputs, dout)
    assert_all_close(layernorm_backward(dout, cache), expected, tol)


def test_it_is_batch_norm_of_the_transpose(rng, assert_close):
    x, gamma, beta, _ = arrays(rng)
    x_hat, _ = batchnorm_forward(x.T, np.ones(7), np.zeros(7), {"mode": "train", "eps": 0.1})
    assert_close(layernorm_forward(x, gamma, beta, {"eps": 0.1})[0], gamma * x_hat.T + beta)


def test_each_sample_stands_alone(rng):
    x, gamma, beta, _ = arrays(rng)
    together, _ = layernorm_forward(x, gamma, beta, {})
    alone, _ = layernorm_forward(x[2:3], gamma, beta, {})
    assert np.array_equal(together[2:3], alone)


def test_dx_sums_to_zero_over_the_features(rng, assert_close):
    *inputs, dout = arrays(rng)
    _, cache = layernorm_forward(*inputs, {})
    assert_close(layernorm_backward(dout, cache)[0].sum(axis=1), np.zeros(7))


def test_scaling_and_shifting_a_sample_changes_nothing(rng, assert_close):
    x, gamma, beta, _ = arrays(rng)
    moved = x * rng.uniform(0.5, 2, size=(7, 1)) + rng.normal(size=(7, 1))
    assert_close(*(layernorm_forward(a, gamma, beta, {"eps": 0.0})[0] for a in (x, moved)))


def test_eps_is_1e_5_by_default_and_the_settings_stay_as_they_are(rng):
    *inputs, _ = arrays(rng)
    param: dict[str, float] = {}
    assert np.array_equal(layernorm_forward(*inputs, param)[0], layernorm_forward(*inputs, {"eps": 1e-5})[0])
    assert param == {}


def test_float32_stays_float32_and_close_to_float64(rng, assert_close):
    *inputs, dout = arrays(rng, dtype=np.float32)
    out, cache = layernorm_forward(*inputs, {"eps": 0.1})
    assert_close(out, formula(*(a.astype(np.float64) for a in inputs), 0.1), 1e-5)
    assert {a.dtype for a in (out, *layernorm_backward(dout, cache))} == {np.dtype(np.float32)}
