import autograd.numpy as anp
import numpy as np
import pytest

from reference import (
    instancenorm_forward,
    layernorm_forward,
    spatial_groupnorm_backward,
    spatial_groupnorm_forward,
)

CASES = pytest.mark.parametrize(
    ("shape", "groups", "scale", "offset", "eps", "tol"),
    [
        pytest.param((2, 6, 4, 5), 2, 1, 0, 1e-5, 1e-9, id="two groups of three"),
        pytest.param((2, 6, 4, 5), 3, 1, 0, 0.1, 1e-9, id="three groups of two, eps 0.1"),
        pytest.param((3, 4, 2, 3), 1, 1, 0, 1e-5, 1e-9, id="one group"),
        pytest.param((3, 4, 2, 3), 4, 1, 0, 1e-5, 1e-9, id="a group a channel"),
        pytest.param((1, 4, 2, 3), 2, 1, 0, 1e-5, 1e-9, id="one sample"),
        pytest.param((3, 1, 2, 3), 1, 1, 0, 1e-5, 1e-9, id="one channel"),
        pytest.param((3, 4, 1, 1), 4, 1, 0, 1e-5, 1e-9, id="one number a group"),
        pytest.param((2, 6, 4, 5), 2, 1, 1e4, 1e-5, 1e-7, id="offset 1e4"),
        pytest.param((2, 6, 4, 5), 2, 1e-6, 0, 1e-5, 1e-9, id="variance 1e-12"),
    ],
)
GAMMA_SHAPES = pytest.mark.parametrize("wide", [False, True], ids=["(C,)", "(1, C, 1, 1)"])


def formula(x, gamma, beta, groups, eps):
    normalized = []
    for part in anp.split(x, groups, axis=1):
        mean = anp.mean(part, axis=(1, 2, 3), keepdims=True)
        var = anp.var(part, axis=(1, 2, 3), keepdims=True)
        normalized.append((part - mean) / anp.sqrt(var + eps))
    across = (1, -1, 1, 1)
    return anp.reshape(gamma, across) * anp.concatenate(normalized, axis=1) + anp.reshape(beta, across)


def arrays(rng, shape=(2, 6, 4, 5), wide=False, scale=1.0, offset=0.0, dtype=np.float64):
    """x, gamma, beta, dout."""
    x = offset + scale * rng.normal(size=shape)
    channels = (1, shape[1], 1, 1) if wide else (shape[1],)
    others = [rng.normal(size=size) for size in (channels, channels, shape)]
    return [a.astype(dtype) for a in (x, *others)]


@GAMMA_SHAPES
@CASES
def test_output_is_the_plain_formula(wide, shape, groups, scale, offset, eps, tol, rng, assert_close):
    *inputs, _ = arrays(rng, shape, wide, scale, offset)
    out, _ = spatial_groupnorm_forward(*inputs, groups, {"eps": eps})
    assert_close(out, formula(*inputs, groups, eps), tol)


@GAMMA_SHAPES
@CASES
def test_gradients_are_the_derivatives_in_the_shape_of_gamma(
    wide, shape, groups, scale, offset, eps, tol, rng, gradients, assert_all_close
):
    *inputs, dout = arrays(rng, shape, wide, scale, offset)
    _, cache = spatial_groupnorm_forward(*inputs, groups, {"eps": eps})
    expected = gradients(lambda *a: formula(*a, groups, eps), inputs, dout)
    assert_all_close(spatial_groupnorm_backward(dout, cache), expected, tol)


def test_one_group_is_layer_norm_over_channels_and_pixels(rng, assert_close):
    x, *_ = arrays(rng)
    expected, _ = layernorm_forward(x.reshape(2, -1), np.ones(120), np.zeros(120), {"eps": 0.1})
    out, _ = spatial_groupnorm_forward(x, np.ones(6), np.zeros(6), 1, {"eps": 0.1})
    assert_close(out.reshape(2, -1), expected)


def test_a_group_a_channel_is_instance_norm(rng, assert_close):
    *inputs, _ = arrays(rng)
    expected, _ = instancenorm_forward(*inputs, {"eps": 0.1})
    assert_close(spatial_groupnorm_forward(*inputs, 6, {"eps": 0.1})[0], expected)


def test_dx_sums_to_zero_over_each_group(rng, assert_close):
    *inputs, dout = arrays(rng)
    _, cache = spatial_groupnorm_forward(*inputs, 2, {})
    dx, _, _ = spatial_groupnorm_backward(dout, cache)
    assert_close(dx.reshape(2, 2, -1).sum(axis=2), np.zeros((2, 2)))


def test_scaling_and_shifting_a_group_changes_nothing(rng, assert_close):
    x, gamma, beta, _ = arrays(rng)
    moved = x.copy()
    moved[:, :3] = 2 * moved[:, :3] + 1
    assert_close(*(spatial_groupnorm_forward(a, gamma, beta, 2, {"eps": 0.0})[0] for a in (x, moved)))


def test_groups_that_do_not_divide_the_channels_are_refused(rng):
    *inputs, _ = arrays(rng)
    with pytest.raises(ValueError, match="reshape"):
        spatial_groupnorm_forward(*inputs, 4, {})


def test_eps_is_1e_5_by_default(rng):
    *inputs, _ = arrays(rng)
    outs = [spatial_groupnorm_forward(*inputs, 2, param)[0] for param in ({}, {"eps": 1e-5})]
    assert np.array_equal(*outs)


def test_float32_stays_float32(rng):
    *inputs, dout = arrays(rng, dtype=np.float32)
    out, cache = spatial_groupnorm_forward(*inputs, 2, {})
    assert {a.dtype for a in (out, *spatial_groupnorm_backward(dout, cache))} == {np.dtype(np.float32)}
