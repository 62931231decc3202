import numpy as np
import pytest

from reference import batchnorm_forward
from reference.mistakes import batchnorm_running_std as mistake


@pytest.fixture
def inputs(rng):
    return [rng.normal(size=size) for size in ((7, 3), (3,), (3,))]


def test_the_running_variance_averages_standard_deviations(inputs, assert_close):
    param = {"mode": "train", "momentum": 0.7}
    for factor in (1, 3):
        mistake.batchnorm_forward(factor * inputs[0], *inputs[1:], param)
    std = np.std(inputs[0], axis=0)
    assert_close(param["running_var"], 0.7 * 0.3 * std + 0.3 * 3 * std)


def test_output_and_running_mean_are_right(inputs):
    right, wrong = ({"mode": "train"} for _ in range(2))
    outs = batchnorm_forward(*inputs, right)[0], mistake.batchnorm_forward(*inputs, wrong)[0]
    assert np.array_equal(*outs)
    assert np.array_equal(right["running_mean"], wrong["running_mean"])


def test_test_mode_is_right_with_given_averages(inputs):
    param = {"mode": "test", "running_mean": np.ones(3), "running_var": np.full(3, 4.0)}
    outs = [forward(*inputs, dict(param))[0] for forward in (batchnorm_forward, mistake.batchnorm_forward)]
    assert np.array_equal(*outs)
