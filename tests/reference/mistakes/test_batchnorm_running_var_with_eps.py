import numpy as np
import pytest

from reference import batchnorm_forward
from reference.mistakes import batchnorm_running_var_with_eps as mistake


@pytest.fixture
def inputs(rng):
    return [rng.normal(size=size) for size in ((7, 3), (3,), (3,))]


@pytest.mark.parametrize("passes", [1, 2, 5])
def test_the_running_variance_gathers_eps(inputs, assert_close, passes):
    right, wrong = ({"mode": "train", "eps": 0.1, "momentum": 0.7} for _ in range(2))
    for _ in range(passes):
        batchnorm_forward(*inputs, right)
        mistake.batchnorm_forward(*inputs, wrong)
    assert_close(wrong["running_var"], right["running_var"] + 0.1 * (1 - 0.7**passes))


def test_outputs_are_right_in_both_modes(inputs):
    param = {"eps": 0.1, "running_mean": np.ones(3), "running_var": np.full(3, 4.0)}
    for mode in ("train", "test"):
        outs = [f(*inputs, param | {"mode": mode})[0] for f in (batchnorm_forward, mistake.batchnorm_forward)]
        assert np.array_equal(*outs)
