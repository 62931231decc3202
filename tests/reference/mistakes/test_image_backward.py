"""The known mistakes of the backward passes of the layers for images: wrong axes, wrong counts, wrong shapes."""

import numpy as np
import pytest

import reference
from tests.reference.mistakes.overrides import overrides_of, replaced, ways_of

SHAPE = (3, 4, 2, 5)
FORWARDS = {
    "spatial_batchnorm_backward": reference.spatial_batchnorm_forward,
    "spatial_groupnorm_backward": reference.spatial_groupnorm_forward,
    "instancenorm_backward": reference.instancenorm_forward,
}
DX = [
    "image_backward_over_sample",
    "image_backward_over_pixels",
    "spatial_batchnorm_backward_over_samples_only",
    "spatial_batchnorm_backward_wrong_count",
    "groupnorm_backward_per_pixel",
    "groupnorm_backward_every_gth_channel",
    "groupnorm_backward_wrong_count",
    "instancenorm_backward_wrong_count",
    "backward_means_over_batch",
]


@pytest.fixture
def case(rng):
    """Of a layer a cache, an upstream gradient, and the right gradients."""

    def made(layer, groups=2):
        x, gamma, beta = 3 * rng.normal(size=SHAPE) + 1, rng.uniform(0.5, 2, 4), rng.normal(size=4)
        given = (groups,) if "group" in layer else ()
        _, cache = FORWARDS[layer](x, gamma, beta, *given, {"mode": "train", "eps": 0.2})
        dout = rng.normal(size=SHAPE)
        return cache, dout, getattr(reference, layer)(dout, cache)

    return made


def backwards_of(name):
    """Each layer's backward passes in a mistake, one for each way in which it is written."""
    return [(layer, backward) for way in ways_of(name) for layer, backward in way.items() if layer in FORWARDS]


@pytest.mark.parametrize("name", DX)
def test_only_dx_is_wrong(name, case, assert_all_close):
    for layer, backward in backwards_of(name):
        cache, dout, right = case(layer)
        dx, *others = backward(dout, cache)
        assert dx.shape == right[0].shape
        assert_all_close(others, right[1:])
        if np.allclose(dx, right[0]):  # a wrong count may be right by chance, but not for other groups
            cache, dout, right = case(layer, groups=1)
            assert not np.allclose(backward(dout, cache)[0], right[0])


@pytest.mark.parametrize(
    ("name", "layer", "groups"),
    [
        ("image_backward_over_sample", "spatial_groupnorm_backward", 1),
        ("image_backward_over_pixels", "spatial_groupnorm_backward", 4),
        ("groupnorm_backward_every_gth_channel", "spatial_groupnorm_backward", 1),
        ("groupnorm_backward_every_gth_channel", "spatial_groupnorm_backward", 4),
    ],
)
def test_with_some_numbers_of_groups_the_wrong_axes_are_the_right_ones(name, layer, groups, case, assert_all_close):
    cache, dout, right = case(layer, groups)
    assert_all_close(overrides_of(name)[layer](dout, cache), right)


def test_means_over_the_batch_are_batch_norms(rng, assert_close):
    x, gamma, dout = rng.normal(size=SHAPE), rng.uniform(0.5, 2, 4), rng.normal(size=SHAPE)
    _, cache = reference.instancenorm_forward(x, gamma, gamma, {"eps": 0.0})
    dx, _, _ = replaced("backward_means_over_batch").instancenorm_backward(dout, cache)
    dx_hat, x_hat = dout * gamma.reshape(1, 4, 1, 1), cache.x_hat
    means = [np.mean(values, axis=(0, 2, 3), keepdims=True) for values in (dx_hat, dx_hat * x_hat)]
    assert_close(dx * cache.std, dx_hat - means[0] - x_hat * means[1])


@pytest.mark.parametrize(("name", "left"), [("over_pixels_only", (3, 4)), ("within_sample", (3,))])
@pytest.mark.parametrize("layer", FORWARDS)
def test_gradients_summed_over_too_little_keep_other_axes(name, left, layer, case, assert_close):
    cache, dout, right = case(layer)
    dx, dgamma, dbeta = overrides_of(f"image_gradients_{name}")[layer](dout, cache)
    assert_close(dx, right[0])
    assert [dgamma.shape, dbeta.shape] == [left, left]
    assert np.sum(dgamma) == pytest.approx(np.sum(right[1]))


@pytest.mark.parametrize(("layer", "backward"), backwards_of("image_dx_not_reshaped"))
def test_dx_left_in_another_shape_has_the_right_numbers(layer, backward, case, assert_all_close):
    cache, dout, right = case(layer)
    dx, *others = backward(dout, cache)
    assert dx.shape != right[0].shape
    assert np.array_equal(np.sort(dx, axis=None), np.sort(right[0], axis=None))
    assert_all_close(others, right[1:])
