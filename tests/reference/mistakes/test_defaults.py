"""A changed default shows where the settings leave it out, and nowhere else."""

import numpy as np
import pytest

import reference
from tests.reference.mistakes.overrides import overrides_of, ways_of

SHAPES = {
    "batchnorm_forward": (7, 3),
    "layernorm_forward": (7, 4),
    "spatial_batchnorm_forward": (3, 4, 2, 5),
    "spatial_groupnorm_forward": (3, 4, 2, 5),
    "instancenorm_forward": (3, 4, 2, 5),
    "rmsnorm_forward": (7, 4),
}
CASES = [(name, f) for name in ("eps", "momentum") for f in overrides_of(f"{name}_default_changed")]


def _called(forward, layer, **settings):
    """The output of a forward pass on numbers that hardly vary, and its running averages in one row."""
    rng, shape = np.random.default_rng(5), SHAPES[layer]
    arrays = [1e-3 * rng.normal(size=shape), np.ones(shape[1]), *([np.zeros(shape[1])] if layer[:3] != "rms" else [])]
    param = {"mode": "train", **settings}
    out, _ = forward(*arrays, *([2] if "group" in layer else []), param)
    return np.concatenate([np.ravel(out), *(1e3 * np.ravel(param.get(f"running_{n}", 0)) for n in ("mean", "var"))])


@pytest.mark.parametrize(("name", "layer"), CASES)
def test_it_shows_where_the_settings_leave_it_out_alone(name, layer):
    right = getattr(reference, layer)
    for way in ways_of(f"{name}_default_changed"):
        stated = {name: 0.3}
        assert np.array_equal(_called(way[layer], layer, **stated), _called(right, layer, **stated))
        assert np.max(np.abs(_called(way[layer], layer) - _called(right, layer))) > 1e-3


def test_the_settings_get_the_running_averages_and_nothing_else():
    param = {"mode": "train"}
    overrides_of("eps_default_changed")["batchnorm_forward"](np.ones((3, 2)), np.ones(2), np.zeros(2), param)
    assert param.keys() == {"mode", "running_mean", "running_var"}
