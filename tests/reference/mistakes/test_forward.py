"""The mistakes that all forward passes share: each changes the output, and its cache serves the right backward pass."""

import inspect
import pkgutil

import numpy as np
import pytest

import reference
from reference import mistakes
from reference.mistakes import _forward
from tests.reference.mistakes.overrides import overrides_of, replaced

SHARED = sorted(
    module.name
    for module in pkgutil.iter_modules(mistakes.__path__)
    if not module.name.startswith(("_", "backward_", "dgamma_"))
    and not module.name.endswith("_default_changed")
    and {"instancenorm_forward", "layernorm_forward"} <= overrides_of(module.name).keys()
)
LAYERS = {
    "batchnorm_forward": (7, 3),
    "layernorm_forward": (7, 4),
    "spatial_batchnorm_forward": (3, 4, 2, 5),
    "spatial_groupnorm_forward": (3, 4, 2, 5),
    "instancenorm_forward": (3, 4, 2, 5),
}


@pytest.fixture(params=LAYERS)
def layer(request, rng):
    """A layer's name, and the arguments of its forward pass but the settings."""
    shape = LAYERS[request.param]
    x, gamma, beta = 3 * rng.normal(size=shape) + 1, rng.uniform(0.5, 2, shape[1]), rng.normal(size=shape[1])
    return request.param, (x, gamma, beta, *((2,) if "group" in request.param else ()))


def settings(**more):
    return {"mode": "train", "eps": 0.2, "momentum": 0.7, **more}


def test_there_are_shared_mistakes():
    assert {"eps_outside_root", "eps_missing", "divides_by_variance"} <= set(SHARED)


def test_the_output_is_wrong_and_the_cache_can_be_read(layer):
    forward, inputs = layer
    right, _ = getattr(reference, forward)(*inputs, settings())
    backward = getattr(reference, forward.replace("forward", "backward"))
    for name in SHARED:
        wrong, cache = overrides_of(name)[forward](*inputs, settings())
        assert wrong.shape == right.shape, name
        assert np.max(np.abs(wrong - right)) > 1e-3, name
        gradients = backward(np.ones_like(wrong), cache)
        assert [gradient.shape for gradient in gradients] == [given.shape for given in inputs[:3]], name


def test_the_passes_that_mistakes_are_made_of_are_right_with_nothing_replaced(layer, assert_all_close):
    forward, inputs = layer
    made = getattr(_forward.forwards(), forward)
    right = getattr(reference, forward)
    for mode in ("train", "test"):
        given = [settings(mode=mode, running_mean=0.5, running_var=2.0) for _ in range(2)]
        assert_all_close(made(*inputs, given[0])[0], right(*inputs, given[1])[0])
        assert np.allclose(given[0]["running_var"], given[1]["running_var"], rtol=1e-12)


@pytest.mark.parametrize("forward", ["batchnorm_forward", "spatial_batchnorm_forward"])
def test_the_two_forms_of_batch_norm_make_the_same_mistake(forward, rng, assert_all_close):
    for name in ("batchnorm_momentum_swapped", "batchnorm_test_without_root", "batchnorm_running_replaced"):
        mistake = replaced(name)
        x, gamma, beta = rng.normal(size=(6, 3)), np.ones(3), np.zeros(3)
        params = [settings(running_mean=np.ones(3), running_var=np.full(3, 4.0)) for _ in range(2)]
        for mode in ("train", "test"):
            rows, _ = mistake.batchnorm_forward(x, gamma, beta, params[0] | {"mode": mode})
            images, _ = mistake.spatial_batchnorm_forward(
                x.reshape(6, 3, 1, 1), gamma, beta, params[1] | {"mode": mode}
            )
            assert_all_close(rows, images.reshape(6, 3))
    assert list(inspect.signature(getattr(mistake, forward)).parameters) == ["x", "gamma", "beta", "bn_param"]
