import numpy as np
import pytest

from reference import FullyConnectedNet
from reference.mistakes import net_ignores_layernorm


def build(net_class, seeded, normalization):
    """A net of the given class, always from the same weights."""
    seeded(7)
    return net_class([6, 5], 8, 3, 0.8, normalization, 0.2, 0.5, np.float64, 4)


def results(net, rng):
    x, y = rng.normal(size=(7, 8)), rng.integers(3, size=7)
    loss, grads = net.loss(x, y)
    return [loss, *grads.values(), net.loss(x)]


def test_with_layernorm_it_is_a_plain_net(seeded, assert_all_close):
    wrong = build(net_ignores_layernorm.FullyConnectedNet, seeded, "layernorm")
    plain = build(FullyConnectedNet, seeded, None)
    assert list(wrong.params) == list(plain.params)
    assert_all_close(*(results(net, np.random.default_rng(1)) for net in (wrong, plain)))


def test_with_layernorm_it_differs_from_the_reference(seeded):
    nets = [build(cls, seeded, "layernorm") for cls in (net_ignores_layernorm.FullyConnectedNet, FullyConnectedNet)]
    assert "gamma1" not in nets[0].params
    losses = [results(net, np.random.default_rng(1))[0] for net in nets]
    assert abs(losses[0] - losses[1]) > 1e-2


@pytest.mark.parametrize("normalization", [None, "batchnorm", "rmsnorm"])
def test_otherwise_it_equals_the_reference(normalization, seeded, assert_all_close):
    nets = [build(cls, seeded, normalization) for cls in (net_ignores_layernorm.FullyConnectedNet, FullyConnectedNet)]
    assert list(nets[0].params) == list(nets[1].params)
    assert_all_close(*(results(net, np.random.default_rng(1)) for net in nets))
