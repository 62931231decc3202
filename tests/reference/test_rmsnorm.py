import autograd.numpy as anp
import numpy as np
import pytest

from reference import layernorm_forward, rmsnorm_backward, rmsnorm_forward

CASES = pytest.mark.parametrize(
    ("shape", "scale", "offset", "eps"),
    [
        pytest.param((7, 4), 1, 0, 1e-5, id="more samples than features"),
        pytest.param((4, 7), 1, 0, 1e-5, id="more features than samples"),
        pytest.param((1, 4), 1, 0, 1e-5, id="one sample"),
        pytest.param((6, 1), 1, 0, 1e-5, id="one feature"),
        pytest.param((7, 4), 1, 0, 0.1, id="eps 0.1"),
        pytest.param((7, 4), 1, 1e4, 1e-5, id="offset 1e4"),
        pytest.param((7, 4), 1e-6, 0, 1e-5, id="mean square 1e-12"),
    ],
)


def formula(x, gamma, eps):
    length = anp.sqrt(anp.einsum("nd,nd->n", x, x) / x.shape[1] + eps)
    return gamma * x / length[:, None]


def arrays(rng, shape=(7, 4), scale=1.0, offset=0.0, dtype=np.float64):
    """x, gamma, dout."""
    x = offset + scale * rng.normal(size=shape)
    return [a.astype(dtype) for a in (x, rng.normal(size=shape[1]), rng.normal(size=shape))]


@CASES
def test_output_is_the_plain_formula(shape, scale, offset, eps, rng, assert_close):
    *inputs, _ = arrays(rng, shape, scale, offset)
    assert_close(rmsnorm_forward(*inputs, {"eps": eps})[0], formula(*inputs, eps))


@CASES
def test_gradients_are_the_derivatives(shape, scale, offset, eps, rng, gradients, assert_all_close):
    *inputs, dout = arrays(rng, shape, scale, offset)
    _, cache = rmsnorm_forward(*inputs, {"eps": eps})
    expected = gradients(lambda *a: formula(*a, eps), inputs, dout)
    assert_all_close(rmsnorm_backward(dout, cache), expected)


def test_on_samples_of_mean_zero_it_is_layer_norm_without_shift(rng, assert_close):
    x, gamma, _ = arrays(rng)
    x -= x.mean(axis=1, keepdims=True)
    expected, _ = layernorm_forward(x, gamma, np.zeros(4), {"eps": 0.1})
    assert_close(rmsnorm_forward(x, gamma, {"eps": 0.1})[0], expected)


def test_scaling_a_sample_changes_nothing_but_shifting_does(rng, assert_close):
    x, gamma, _ = arrays(rng)
    out, scaled, shifted = (rmsnorm_forward(a, gamma, {"eps": 0.0})[0] for a in (x, 3 * x, x + 1))
    assert_close(scaled, out)
    assert np.max(np.abs(shifted - out)) > 0.1


def test_without_eps_dx_is_at_right_angles_to_the_sample(rng, assert_close):
    x, gamma, dout = arrays(rng)
    _, cache = rmsnorm_forward(x, gamma, {"eps": 0.0})
    assert_close((rmsnorm_backward(dout, cache)[0] * x).sum(axis=1), np.zeros(7))


def test_eps_is_1e_5_by_default(rng):
    *inputs, _ = arrays(rng)
    assert np.array_equal(rmsnorm_forward(*inputs, {})[0], rmsnorm_forward(*inputs, {"eps": 1e-5})[0])


def test_float32_stays_float32(rng):
    *inputs, dout = arrays(rng, dtype=np.float32)
    out, cache = rmsnorm_forward(*inputs, {})
    assert {a.dtype for a in (out, *rmsnorm_backward(dout, cache))} == {np.dtype(np.float32)}
