import numpy as np
import pytest

from reference import batchnorm_forward
from reference.mistakes import batchnorm_running_std_squared as mistake


@pytest.fixture
def inputs(rng):
    return [rng.normal(size=size) for size in ((7, 3), (3,), (3,))]


def test_test_mode_takes_the_running_variance_for_a_standard_deviation(inputs, assert_close):
    param = {"mode": "test", "eps": 0.1, "running_mean": np.ones(3), "running_var": np.array([1.0, 2.0, 3.0])}
    out, _ = mistake.batchnorm_forward(*inputs, param)
    assert_close(out, inputs[1] * (inputs[0] - 1) / np.sqrt(np.array([1.0, 4.0, 9.0]) + 0.1) + inputs[2])


def test_training_keeps_the_standard_deviation(inputs, assert_close):
    param = {"mode": "train", "momentum": 0.0}
    mistake.batchnorm_forward(*inputs, param)
    assert_close(param["running_var"], np.std(inputs[0], axis=0))


def test_after_one_batch_without_momentum_it_equals_the_reference(inputs, assert_close):
    outs = []
    for forward in (batchnorm_forward, mistake.batchnorm_forward):
        param = {"mode": "train", "momentum": 0.0}
        forward(*inputs, param)
        outs.append(forward(*inputs, param | {"mode": "test"})[0])
    assert_close(*outs)
