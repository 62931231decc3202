"""The mistakes that all backward passes share: each spoils what it says, in every layer, and nothing else."""

import pkgutil
from types import MappingProxyType

import numpy as np
import pytest

import reference
from reference import mistakes
from reference.mistakes import _backward, _cached
from tests.reference.mistakes.overrides import overrides_of, replaced, ways_of

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
def case(rng):
    """Of a layer its cache, as a mistake's forward pass gives it, an upstream gradient, and the right gradients."""

    def made(layer, overrides=MappingProxyType({})):
        forward, shape = LAYERS[layer]
        x, gamma, beta = 3 * rng.normal(size=shape) + 1, rng.uniform(0.5, 2, shape[1]), rng.normal(size=shape[1])
        groups = (2,) if "group" in layer else ()
        own = overrides.get(forward.__name__, forward)
        out, cache = own(x, gamma, beta, *groups, {"mode": "train", "eps": 0.2})
        right, _ = forward(x, gamma, beta, *groups, {"mode": "train", "eps": 0.2})
        assert np.array_equal(out, right)
        dout = rng.normal(size=shape)
        return cache, dout, getattr(reference, layer)(dout, cache)

    return made


def wrong_in(gradients, right):
    names = zip(("dx", "dgamma", "dbeta"), gradients, right, strict=True)
    return {name for name, wrong, true in names if differ(wrong, true)}


def differ(wrong, right):
    return wrong.shape != right.shape or not np.allclose(wrong, right, rtol=1e-7, atol=1e-9)


def backwards_of(name, layer):
    """A layer's backward passes in a mistake, one for each way in which it is written; none where it has no part."""
    return [functions[layer] for functions in ways_of(name) if layer in functions]


@pytest.mark.parametrize("layer", LAYERS)
def test_each_spoils_what_it_says_and_nothing_else(layer, case):
    for name in (name for name in SHARED if backwards_of(name, layer)):
        cache, dout, right = case(layer, overrides_of(name))
        spoiled = {"dgamma", "dbeta"} if "swapped" in name else SPOILED[name.partition("_")[0]]
        more = {"dgamma"} if "_eps_" in name else set()
        first, *others = backwards_of(name, layer)
        assert wrong_in(first(dout, cache), right) == spoiled, name
        for backward in others:
            assert spoiled <= wrong_in(backward(dout, cache), right) <= spoiled | more, name


def test_there_are_shared_mistakes_of_every_layer():
    assert all(sum(bool(backwards_of(name, layer)) for name in SHARED) > 9 for layer in LAYERS)


@pytest.mark.parametrize("layer", LAYERS)
def test_the_passes_that_mistakes_are_made_of_are_right_with_nothing_replaced(layer, case):
    cache, dout, right = case(layer)
    assert wrong_in(getattr(_backward.backwards(), layer)(dout, cache), right) == set()
    assert wrong_in(getattr(_cached.dgamma_of(lambda cache: cache.x_hat), layer)(dout, cache), right) == set()


def constant_statistics(x, gamma, beta, mean, std):
    return gamma * (x - mean) / std + beta


def test_elementwise_takes_mean_and_variance_for_constants(rng, gradients, assert_close):
    x, gamma, beta, dout = (rng.normal(size=size) for size in ((7, 3), (3,), (3,), (7, 3)))
    _, cache = reference.batchnorm_forward(x, gamma, beta, {"mode": "train", "eps": 0.2})
    mean, std = x.mean(axis=0), np.sqrt(x.var(axis=0) + 0.2)
    right = gradients(lambda x: constant_statistics(x, gamma, beta, mean, std), [x], dout)[0]
    module = replaced("backward_elementwise")
    assert_close(module.batchnorm_backward(dout, cache)[0], right)


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize(("name", "kept"), [("dgamma_from_x", "x"), ("dgamma_from_output", "out")])
def test_dgamma_can_be_made_of_what_the_forward_pass_kept(name, kept, layer, case, assert_close):
    mistake = overrides_of(name)
    cache, dout, _ = case(layer, mistake)
    _, right, _ = getattr(reference, layer)(dout, cache._replace(x_hat=getattr(cache, kept)))
    assert_close(mistake[layer](dout, cache)[1], right)


def test_the_diagonal_is_that_of_the_jacobian(rng, assert_close):
    x, gamma, beta = (rng.normal(size=size) for size in ((5, 3), (3,), (3,)))
    _, cache = reference.batchnorm_forward(x, gamma, beta, {"mode": "train", "eps": 0.2})
    module = replaced("backward_diagonal")
    ones = np.eye(15).reshape(15, 5, 3)
    diagonal = [reference.batchnorm_backward(one, cache)[0].flat[place] for place, one in enumerate(ones)]
    assert_close(module.batchnorm_backward(np.ones((5, 3)), cache)[0], np.reshape(diagonal, (5, 3)))


@pytest.mark.parametrize("layer", ["batchnorm_backward", "layernorm_backward", "instancenorm_backward"])
def test_gamma_may_be_missing_in_the_means_where_it_is_one(layer, case):
    module = overrides_of("backward_gamma_missing_in_means")
    cache, dout, _ = case(layer)
    plain = cache._replace(gamma=np.ones_like(cache.gamma))
    assert wrong_in(module[layer](dout, plain), getattr(reference, layer)(dout, plain)) == set()
