import autograd.numpy as anp
import numpy as np
import pytest

from reference import batchnorm_forward, spatial_batchnorm_backward, spatial_batchnorm_forward

CASES = pytest.mark.parametrize(
    ("shape", "scale", "offset", "eps", "tol"),
    [
        pytest.param((2, 3, 4, 5), 1, 0, 1e-5, 1e-9, id="all sizes different"),
        pytest.param((1, 3, 2, 2), 1, 0, 1e-5, 1e-9, id="one sample"),
        pytest.param((4, 1, 2, 3), 1, 0, 1e-5, 1e-9, id="one channel"),
        pytest.param((4, 3, 1, 1), 1, 0, 0.1, 1e-9, id="one pixel"),
        pytest.param((2, 3, 4, 5), 1, 1e4, 1e-5, 1e-7, id="offset 1e4"),
        pytest.param((2, 3, 4, 5), 1e-6, 0, 1e-5, 1e-9, id="variance 1e-12"),
    ],
)


def formula(x, gamma, beta, eps):
    mean = anp.mean(x, axis=(0, 2, 3), keepdims=True)
    var = anp.var(x, axis=(0, 2, 3), keepdims=True)
    return gamma[:, None, None] * (x - mean) / anp.sqrt(var + eps) + beta[:, None, None]


def arrays(rng, shape=(2, 3, 4, 5), scale=1.0, offset=0.0, dtype=np.float64):
    """x, gamma, beta, dout."""
    x = offset + scale * rng.normal(size=shape)
    others = [rng.normal(size=size) for size in (shape[1], shape[1], shape)]
    return [a.astype(dtype) for a in (x, *others)]


@CASES
def test_train_mode_is_the_plain_formula(shape, scale, offset, eps, tol, rng, assert_close):
    *inputs, _ = arrays(rng, shape, scale, offset)
    out, _ = spatial_batchnorm_forward(*inputs, {"mode": "train", "eps": eps})
    assert_close(out, formula(*inputs, eps), tol)


@CASES
def test_gradients_are_the_derivatives(shape, scale, offset, eps, tol, rng, gradients, assert_all_close):
    *inputs, dout = arrays(rng, shape, scale, offset)
    _, cache = spatial_batchnorm_forward(*inputs, {"mode": "train", "eps": eps})
    expected = gradients(lambda *a: formula(*a, eps), inputs, dout)
    assert_all_close(spatial_batchnorm_backward(dout, cache), expected, tol)


def test_on_images_of_one_pixel_it_is_batch_norm(rng, assert_close):
    x, gamma, beta, _ = arrays(rng, (5, 3, 1, 1))
    expected, _ = batchnorm_forward(x[:, :, 0, 0], gamma, beta, {"mode": "train"})
    out, _ = spatial_batchnorm_forward(x, gamma, beta, {"mode": "train"})
    assert_close(out[:, :, 0, 0], expected)


def test_running_averages_are_one_number_a_channel(rng, assert_close):
    *inputs, _ = arrays(rng)
    param = {"mode": "train", "momentum": 0.7}
    spatial_batchnorm_forward(*inputs, param)
    assert_close(param["running_mean"], 0.3 * inputs[0].mean(axis=(0, 2, 3)))
    assert_close(param["running_var"], 0.3 * inputs[0].var(axis=(0, 2, 3)))


def test_test_mode_normalizes_by_the_running_averages(rng, assert_close):
    x, gamma, beta, _ = arrays(rng)
    mean, var = rng.normal(size=3), rng.uniform(0.5, 2, size=3)
    param = {"mode": "test", "eps": 0.1, "running_mean": mean, "running_var": var}
    scale, column = gamma / np.sqrt(var + 0.1), np.s_[:, None, None]
    expected = scale[column] * (x - mean[column]) + beta[column]
    assert_close(spatial_batchnorm_forward(x, gamma, beta, param)[0], expected)


def test_an_unknown_mode_is_refused(rng):
    *inputs, _ = arrays(rng)
    with pytest.raises(ValueError, match="batch norm mode is 'eval'"):
        spatial_batchnorm_forward(*inputs, {"mode": "eval"})


def test_float32_stays_float32(rng):
    *inputs, dout = arrays(rng, dtype=np.float32)
    out, cache = spatial_batchnorm_forward(*inputs, {"mode": "train"})
    assert {a.dtype for a in (out, *spatial_batchnorm_backward(dout, cache))} == {np.dtype(np.float32)}
