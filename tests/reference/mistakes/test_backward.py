"""The mistakes that all backward passes share: each spoils what it says, in every layer, and nothing else."""

import importlib
import pkgutil

import numpy as np
import pytest

import reference
from reference import mistakes

SHARED = sorted(
    module.name
    for module in pkgutil.iter_modules(mistakes.__path__)
    if module.name.startswith(("backward_", "dgamma", "dbeta", "gradients"))
)
SPOILED = {"backward": {"dx"}, "dgamma": {"dgamma"}, "dbeta": {"dbeta"}, "gradients": {"dgamma", "dbeta"}}
LAYERS = {
    "batchnorm_backward": (reference.batchnorm_forward, (7, 3)),
    "batchnorm_backward_alt": (reference.batchnorm_forward, (7, 3)),
    "layernorm_backward": (reference.layernorm_forward, (7, 4)),
    "spatial_batchnorm_backward": (reference.spatial_batchnorm_forward, (3, 4, 2, 5)),
    "spatial_groupnorm_backward": (reference.spatial_groupnorm_forward, (3, 4, 2, 5)),
    "instancenorm_backward": (reference.instancenorm_forward, (3, 4, 2, 5)),
}


@pytest.fixture
def cases(rng):
    """For each layer its cache, an upstream gradient, and the right gradients."""
    found = {}
    for name, (forward, shape) in LAYERS.items():
        x, gamma, beta = 3 * rng.normal(size=shape) + 1, rng.uniform(0.5, 2, shape[1]), rng.normal(size=shape[1])
        groups = (2,) if "group" in name else ()
        _, cache = forward(x, gamma, beta, *groups, {"mode": "train", "eps": 0.2})
        dout = rng.normal(size=shape)
        found[name] = cache, dout, getattr(reference, name)(dout, cache)
    return found


def wrong_in(gradients, right):
    names = zip(("dx", "dgamma", "dbeta"), gradients, right, strict=True)
    return {name for name, wrong, true in names if not np.allclose(wrong, true, rtol=1e-7, atol=1e-9)}


def ways_of(name, layer):
    """A layer's backward passes in a mistake, one for each way in which it is written; none where it has no part."""
    mistake = importlib.import_module(f"reference.mistakes.{name}")
    written = ({n: getattr(mistake, n) for n in mistake.__all__}, *getattr(mistake, "ALSO", ()))
    return [functions[layer] for functions in written if layer in functions]


@pytest.mark.parametrize(("name", "layer"), [(n, la) for n in SHARED for la in LAYERS if ways_of(n, la)])
def test_it_spoils_what_it_says_and_nothing_else(name, layer, cases):
    cache, dout, right = cases[layer]
    spoiled = {"dgamma", "dbeta"} if "swapped" in name else SPOILED[name.partition("_")[0]]
    for backward in ways_of(name, layer):
        assert wrong_in(backward(dout, cache), right) == spoiled


@pytest.mark.parametrize("layer", LAYERS)
def test_the_passes_that_mistakes_are_made_of_are_right_with_nothing_replaced(layer, cases):
    from reference.mistakes._backward import backwards

    cache, dout, right = cases[layer]
    assert wrong_in(getattr(backwards(), layer)(dout, cache), right) == set()


def constant_statistics(x, gamma, beta, mean, std):
    return gamma * (x - mean) / std + beta


def test_elementwise_takes_mean_and_variance_for_constants(rng, gradients, assert_close):
    x, gamma, beta, dout = (rng.normal(size=size) for size in ((7, 3), (3,), (3,), (7, 3)))
    _, cache = reference.batchnorm_forward(x, gamma, beta, {"mode": "train", "eps": 0.2})
    mean, std = x.mean(axis=0), np.sqrt(x.var(axis=0) + 0.2)
    right = gradients(lambda x: constant_statistics(x, gamma, beta, mean, std), [x], dout)[0]
    module = importlib.import_module("reference.mistakes.backward_elementwise")
    assert_close(module.batchnorm_backward(dout, cache)[0], right)
