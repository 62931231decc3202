import autograd.numpy as anp
import numpy as np
import pytest

from reference import batchnorm_backward, batchnorm_backward_alt, batchnorm_forward

BACKWARDS = pytest.mark.parametrize("backward", [batchnorm_backward, batchnorm_backward_alt])
CASES = pytest.mark.parametrize(
    ("shape", "scale", "offset", "eps", "tol"),
    [
        pytest.param((7, 4), 1, 0, 1e-5, 1e-9, id="more samples than features"),
        pytest.param((4, 7), 1, 0, 1e-5, 1e-9, id="more features than samples"),
        pytest.param((1, 4), 1, 0, 1e-5, 1e-9, id="one sample"),
        pytest.param((6, 1), 1, 0, 1e-5, 1e-9, id="one feature"),
        pytest.param((2, 3), 1, 0, 1e-5, 1e-9, id="two samples"),
        pytest.param((7, 4), 1, 0, 0.1, 1e-9, id="eps 0.1"),
        pytest.param((7, 4), 1, 1e4, 1e-5, 1e-7, id="offset 1e4"),
        pytest.param((7, 4), 1e-6, 0, 1e-5, 1e-9, id="variance 1e-12"),
    ],
)


def formula(x, gamma, beta, eps):
    return gamma * (x - anp.mean(x, axis=0)) / anp.sqrt(anp.var(x, axis=0) + eps) + beta


def arrays(rng, shape=(7, 4), scale=1.0, offset=0.0, dtype=np.float64):
    """x, gamma, beta, dout."""
    x = offset + scale * rng.normal(size=shape)
    others = [rng.normal(size=size) for size in (shape[1], shape[1], shape)]
    return [a.astype(dtype) for a in (x, *others)]


@CASES
def test_train_mode_is_the_plain_formula(shape, scale, offset, eps, tol, rng, assert_close):
    *inputs, _ = arrays(rng, shape, scale, offset)
    out, _ = batchnorm_forward(*inputs, {"mode": "train", "eps": eps})
    assert_close(out, formula(*inputs, eps), tol)


@BACKWARDS
@CASES
def test_gradients_are_the_derivatives(backward, shape, scale, offset, eps, tol, rng, gradients, assert_all_close):
    *inputs, dout = arrays(rng, shape, scale, offset)
    _, cache = batchnorm_forward(*inputs, {"mode": "train", "eps": eps})
    expected = gradients(lambda *a: formula(*a, eps), inputs, dout)
    assert_all_close(backward(dout, cache), expected, tol)


@BACKWARDS
def test_dx_sums_to_zero_over_the_batch(backward, rng, assert_close):
    *inputs, dout = arrays(rng)
    _, cache = batchnorm_forward(*inputs, {"mode": "train"})
    assert_close(backward(dout, cache)[0].sum(axis=0), np.zeros(4))


@BACKWARDS
def test_without_eps_dx_is_at_right_angles_to_the_normalized_input(backward, rng, assert_close):
    *inputs, dout = arrays(rng)
    _, cache = batchnorm_forward(*inputs, {"mode": "train", "eps": 0.0})
    assert_close((backward(dout, cache)[0] * inputs[0]).sum(axis=0), np.zeros(4))


def test_output_has_mean_beta_and_standard_deviation_gamma(rng, assert_close):
    x, gamma, beta, _ = arrays(rng, (50, 4), scale=3, offset=5)
    out, _ = batchnorm_forward(x, gamma, beta, {"mode": "train", "eps": 0.0})
    assert_close(out.mean(axis=0), beta)
    assert_close(out.std(axis=0), np.abs(gamma))


def test_scaling_and_shifting_a_feature_changes_nothing(rng, assert_close):
    x, gamma, beta, _ = arrays(rng)
    moved = x * rng.uniform(0.5, 2, size=4) + rng.normal(size=4)
    outs = [batchnorm_forward(a, gamma, beta, {"mode": "train", "eps": 0.0})[0] for a in (x, moved)]
    assert_close(*outs)


def test_running_averages_decay_by_momentum_from_zero(rng, assert_close):
    param = {"mode": "train", "momentum": 0.7}
    first, second = rng.normal(size=(2, 7, 4))
    for x in (first, second):
        batchnorm_forward(x, np.ones(4), np.zeros(4), param)
    assert_close(param["running_mean"], 0.21 * first.mean(axis=0) + 0.3 * second.mean(axis=0))
    assert_close(param["running_var"], 0.21 * first.var(axis=0) + 0.3 * second.var(axis=0))


def test_running_averages_go_on_from_those_given_without_changing_the_arrays(rng, assert_close):
    x, *others, _ = arrays(rng)
    mean = np.full(4, 2.0)
    param = {"mode": "train", "momentum": 0.7, "running_mean": mean}
    batchnorm_forward(x, *others, param)
    assert_close(param["running_mean"], 0.7 * 2 + 0.3 * x.mean(axis=0))
    assert np.all(mean == 2.0)


def test_momentum_is_0_9_and_eps_1e_5_by_default(rng):
    *inputs, _ = arrays(rng)
    default, given = {"mode": "train"}, {"mode": "train", "momentum": 0.9, "eps": 1e-5}
    outs = [batchnorm_forward(*inputs, param)[0] for param in (default, given)]
    assert np.array_equal(*outs)
    assert np.array_equal(default["running_var"], given["running_var"])


def test_test_mode_normalizes_by_the_running_averages_and_leaves_them(rng, assert_close):
    x, gamma, beta, _ = arrays(rng)
    mean, var = rng.normal(size=4), rng.uniform(0.5, 2, size=4)
    param = {"mode": "test", "eps": 0.1, "running_mean": mean.copy(), "running_var": var.copy()}
    out, _ = batchnorm_forward(x, gamma, beta, param)
    assert_close(out, gamma * (x - mean) / np.sqrt(var + 0.1) + beta)
    assert np.array_equal((param["running_mean"], param["running_var"]), (mean, var))


def test_test_mode_before_any_training_takes_averages_of_zero_and_writes_them(rng, assert_close):
    x, gamma, beta, _ = arrays(rng)
    param = {"mode": "test", "eps": 0.1}
    assert_close(batchnorm_forward(x, gamma, beta, param)[0], gamma * x / np.sqrt(0.1) + beta)
    assert param["running_mean"].tolist() == param["running_var"].tolist() == [0.0] * 4


def test_an_unknown_mode_is_refused(rng):
    *inputs, _ = arrays(rng)
    with pytest.raises(ValueError, match="batch norm mode is 'eval'"):
        batchnorm_forward(*inputs, {"mode": "eval"})


@BACKWARDS
def test_float32_stays_float32_and_close_to_float64(backward, rng, gradients, assert_all_close):
    *inputs, dout = arrays(rng, dtype=np.float32)
    param = {"mode": "train", "eps": 0.1}
    out, cache = batchnorm_forward(*inputs, param)
    got = (out, *backward(dout, cache))
    wide = [a.astype(np.float64) for a in inputs]
    expected = gradients(lambda *a: formula(*a, 0.1), wide, dout.astype(np.float64))
    assert_all_close(got, (formula(*wide, 0.1), *expected), 1e-5)
    assert {a.dtype for a in (*got, param["running_mean"], param["running_var"])} == {np.dtype(np.float32)}


def test_float32_stays_float32_in_test_mode(rng):
    *inputs, _ = arrays(rng, dtype=np.float32)
    assert batchnorm_forward(*inputs, {"mode": "test"})[0].dtype == np.float32
