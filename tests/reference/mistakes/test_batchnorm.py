"""The known mistakes of batch norm's forward pass, and of its running averages."""

import numpy as np
import pytest

from reference import batchnorm_backward, batchnorm_backward_alt, batchnorm_forward
from tests.reference.mistakes.overrides import replaced

MEAN, VAR = np.array([1.0, 2.0, 3.0]), np.array([4.0, 1.0, 0.25])
eps_missing_in_test = replaced("batchnorm_eps_missing_in_test").batchnorm_forward
eps_outside_root = replaced("eps_outside_root").batchnorm_forward
running_std = replaced("batchnorm_running_std").batchnorm_forward
running_std_squared = replaced("batchnorm_running_std_squared").batchnorm_forward
running_var_with_eps = replaced("batchnorm_running_var_with_eps").batchnorm_forward
scale_shift_missing_in_test = replaced("scale_shift_missing_in_test").batchnorm_forward


@pytest.fixture
def inputs(rng):
    return [rng.normal(size=size) for size in ((7, 3), (3,), (3,))]


def test_with_eps_outside_the_root_train_mode_divides_by_the_standard_deviation_plus_eps(inputs, assert_close):
    x, gamma, beta = inputs
    out, _ = eps_outside_root(*inputs, {"mode": "train", "eps": 0.1})
    assert_close(out, gamma * (x - x.mean(axis=0)) / (x.std(axis=0) + 0.1) + beta)


def test_with_eps_outside_the_root_test_mode_divides_by_the_root_of_the_running_variance_plus_eps(inputs, assert_close):
    x, gamma, beta = inputs
    param = {"mode": "test", "eps": 0.1, "running_mean": MEAN, "running_var": VAR}
    out, _ = eps_outside_root(*inputs, param)
    assert_close(out, gamma * (x - MEAN) / (np.sqrt(VAR) + 0.1) + beta)


@pytest.mark.parametrize("mode", ["train", "test"])
@pytest.mark.parametrize(("eps", "same"), [(0.0, True), (1e-5, False), (0.1, False)])
def test_with_eps_outside_the_root_it_equals_the_reference_only_without_eps(mode, eps, same, inputs):
    param = {"mode": mode, "eps": eps, "running_mean": MEAN, "running_var": VAR}
    right, _ = batchnorm_forward(*inputs, dict(param))
    wrong, _ = eps_outside_root(*inputs, dict(param))
    assert np.allclose(wrong, right, rtol=1e-9, atol=1e-12) == same


def test_with_eps_outside_the_root_running_averages_are_right(inputs):
    right, wrong = ({"mode": "train", "eps": 0.1} for _ in range(2))
    batchnorm_forward(*inputs, right)
    eps_outside_root(*inputs, wrong)
    assert np.array_equal(wrong["running_mean"], right["running_mean"])
    assert np.array_equal(wrong["running_var"], right["running_var"])


@pytest.mark.parametrize("backward", [batchnorm_backward, batchnorm_backward_alt])
def test_with_eps_outside_the_root_the_references_backward_reads_its_cache(backward, inputs, rng):
    out, cache = eps_outside_root(*inputs, {"mode": "train", "eps": 0.1})
    dx, dgamma, dbeta = backward(rng.normal(size=out.shape), cache)
    assert (dx.shape, dgamma.shape, dbeta.shape) == ((7, 3), (3,), (3,))


def test_with_eps_missing_in_test_mode_test_mode_divides_by_the_root_of_the_running_variance(inputs, assert_close):
    param = {"mode": "test", "eps": 0.1, "running_mean": MEAN, "running_var": VAR}
    out, cache = eps_missing_in_test(*inputs, param)
    assert_close(out, inputs[1] * (inputs[0] - MEAN) / np.sqrt(VAR) + inputs[2])
    assert cache is None


def test_with_eps_missing_in_test_mode_train_mode_is_right(inputs):
    right, wrong = ({"mode": "train", "eps": 0.1, "momentum": 0.7} for _ in range(2))
    outs = batchnorm_forward(*inputs, right)[0], eps_missing_in_test(*inputs, wrong)[0]
    assert np.array_equal(*outs)
    assert np.array_equal(right["running_var"], wrong["running_var"])


@pytest.mark.parametrize("passes", [1, 2, 5])
def test_with_eps_in_the_running_variance_the_running_variance_gathers_eps(inputs, assert_close, passes):
    right, wrong = ({"mode": "train", "eps": 0.1, "momentum": 0.7} for _ in range(2))
    for _ in range(passes):
        batchnorm_forward(*inputs, right)
        running_var_with_eps(*inputs, wrong)
    assert_close(wrong["running_var"], right["running_var"] + 0.1 * (1 - 0.7**passes))


def test_with_eps_in_the_running_variance_outputs_are_right_in_both_modes(inputs):
    param = {"eps": 0.1, "running_mean": np.ones(3), "running_var": np.full(3, 4.0)}
    for mode in ("train", "test"):
        outs = [f(*inputs, param | {"mode": mode})[0] for f in (batchnorm_forward, running_var_with_eps)]
        assert np.array_equal(*outs)


def test_with_a_running_std_the_running_variance_averages_standard_deviations(inputs, assert_close):
    param = {"mode": "train", "momentum": 0.7}
    for factor in (1, 3):
        running_std(factor * inputs[0], *inputs[1:], param)
    std = np.std(inputs[0], axis=0)
    assert_close(param["running_var"], 0.7 * 0.3 * std + 0.3 * 3 * std)


def test_with_a_running_std_output_and_running_mean_are_right(inputs):
    right, wrong = ({"mode": "train"} for _ in range(2))
    outs = batchnorm_forward(*inputs, right)[0], running_std(*inputs, wrong)[0]
    assert np.array_equal(*outs)
    assert np.array_equal(right["running_mean"], wrong["running_mean"])


def test_with_a_running_std_test_mode_is_right_with_given_averages(inputs):
    param = {"mode": "test", "running_mean": np.ones(3), "running_var": np.full(3, 4.0)}
    outs = [forward(*inputs, dict(param))[0] for forward in (batchnorm_forward, running_std)]
    assert np.array_equal(*outs)


def test_with_a_running_std_squared_test_mode_takes_the_running_variance_for_a_standard_deviation(inputs, assert_close):
    param = {"mode": "test", "eps": 0.1, "running_mean": np.ones(3), "running_var": np.array([1.0, 2.0, 3.0])}
    out, _ = running_std_squared(*inputs, param)
    assert_close(out, inputs[1] * (inputs[0] - 1) / np.sqrt(np.array([1.0, 4.0, 9.0]) + 0.1) + inputs[2])


def test_with_a_running_std_squared_training_keeps_the_standard_deviation(inputs, assert_close):
    param = {"mode": "train", "momentum": 0.0}
    running_std_squared(*inputs, param)
    assert_close(param["running_var"], np.std(inputs[0], axis=0))


def test_with_a_running_std_squared_after_one_batch_without_momentum_it_equals_the_reference(inputs, assert_close):
    outs = []
    for forward in (batchnorm_forward, running_std_squared):
        param = {"mode": "train", "momentum": 0.0}
        forward(*inputs, param)
        outs.append(forward(*inputs, param | {"mode": "test"})[0])
    assert_close(*outs)


def test_without_scale_and_shift_test_mode_returns_the_normalized_input(inputs, assert_close):
    param = {"mode": "test", "eps": 0.1, "running_mean": MEAN, "running_var": VAR}
    out, _ = scale_shift_missing_in_test(*inputs, param)
    assert_close(out, (inputs[0] - MEAN) / np.sqrt(VAR + 0.1))


def test_without_scale_and_shift_it_equals_the_reference_in_test_mode_when_gamma_is_one_and_beta_zero(inputs):
    param = {"mode": "test", "running_mean": MEAN, "running_var": VAR}
    trivial = (inputs[0], np.ones(3), np.zeros(3))
    outs = [f(*trivial, dict(param))[0] for f in (batchnorm_forward, scale_shift_missing_in_test)]
    assert np.array_equal(*outs)


def test_without_scale_and_shift_it_equals_the_reference_in_train_mode(inputs, rng, assert_all_close):
    params = [{"mode": "train", "momentum": 0.7} for _ in range(2)]
    dout = rng.normal(size=(7, 3))
    results = []
    for forward, param in zip((batchnorm_forward, scale_shift_missing_in_test), params, strict=True):
        out, cache = forward(*inputs, param)
        results.append((out, *batchnorm_backward(dout, cache), param["running_mean"], param["running_var"]))
    assert_all_close(*results)
