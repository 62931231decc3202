import numpy as np
import pytest

from reference import batchnorm_backward, batchnorm_forward
from reference.mistakes import scale_shift_missing_in_test

MEAN, VAR = np.array([1.0, 2.0, 3.0]), np.array([4.0, 1.0, 0.25])


@pytest.fixture
def inputs(rng):
    return [rng.normal(size=size) for size in ((7, 3), (3,), (3,))]


def test_test_mode_returns_the_normalized_input(inputs, assert_close):
    param = {"mode": "test", "eps": 0.1, "running_mean": MEAN, "running_var": VAR}
    out, _ = scale_shift_missing_in_test.batchnorm_forward(*inputs, param)
    assert_close(out, (inputs[0] - MEAN) / np.sqrt(VAR + 0.1))


def test_it_equals_the_reference_in_test_mode_when_gamma_is_one_and_beta_zero(inputs):
    param = {"mode": "test", "running_mean": MEAN, "running_var": VAR}
    trivial = (inputs[0], np.ones(3), np.zeros(3))
    outs = [f(*trivial, dict(param))[0] for f in forwards()]
    assert np.array_equal(*outs)


def test_it_equals_the_reference_in_train_mode(inputs, rng, assert_all_close):
    params = [{"mode": "train", "momentum": 0.7} for _ in range(2)]
    dout = rng.normal(size=(7, 3))
    results = []
    for forward, param in zip(forwards(), params, strict=True):
        out, cache = forward(*inputs, param)
        results.append((out, *batchnorm_backward(dout, cache), param["running_mean"], param["running_var"]))
    assert_all_close(*results)


def forwards():
    return batchnorm_forward, scale_shift_missing_in_test.batchnorm_forward
