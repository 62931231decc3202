import numpy as np
import pytest

from reference import batchnorm_forward
from reference.mistakes import batchnorm_eps_missing_in_test as mistake

MEAN, VAR = np.array([1.0, 2.0, 3.0]), np.array([4.0, 1.0, 0.25])


@pytest.fixture
def inputs(rng):
    return [rng.normal(size=size) for size in ((7, 3), (3,), (3,))]


def test_test_mode_divides_by_the_root_of_the_running_variance(inputs, assert_close):
    param = {"mode": "test", "eps": 0.1, "running_mean": MEAN, "running_var": VAR}
    out, cache = mistake.batchnorm_forward(*inputs, param)
    assert_close(out, inputs[1] * (inputs[0] - MEAN) / np.sqrt(VAR) + inputs[2])
    assert cache is None


def test_train_mode_is_right(inputs):
    right, wrong = ({"mode": "train", "eps": 0.1, "momentum": 0.7} for _ in range(2))
    outs = batchnorm_forward(*inputs, right)[0], mistake.batchnorm_forward(*inputs, wrong)[0]
    assert np.array_equal(*outs)
    assert np.array_equal(right["running_var"], wrong["running_var"])
