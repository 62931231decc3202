import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from reference import softmax_loss

SHAPES = pytest.mark.parametrize("shape", [(5, 3), (1, 4), (4, 1), (3, 3)])


def formula(x, y):
    p = anp.exp(x) / anp.sum(anp.exp(x), axis=1, keepdims=True)
    return anp.mean(-anp.log(p[anp.arange(len(y)), y]))


def scores(rng, shape):
    return 3 * rng.normal(size=shape), rng.integers(shape[1], size=shape[0])


@SHAPES
def test_loss_is_the_mean_negative_log_probability_of_the_right_class(shape, rng):
    x, y = scores(rng, shape)
    assert softmax_loss(x, y)[0] == pytest.approx(formula(x, y), rel=1e-12, abs=1e-15)


@SHAPES
def test_gradient_is_the_derivative(shape, rng, assert_close):
    x, y = scores(rng, shape)
    assert_close(softmax_loss(x, y)[1], autograd.grad(formula)(x, y))


def test_equal_scores_cost_the_logarithm_of_the_number_of_classes():
    assert softmax_loss(np.zeros((4, 10)), np.arange(4))[0] == pytest.approx(np.log(10))


@pytest.mark.parametrize(("right", "loss", "dx"), [(0, 0.0, [0.0, 0.0]), (1, 2000.0, [1.0, -1.0])])
def test_scores_of_a_thousand_do_not_overflow(right, loss, dx):
    got_loss, got_dx = softmax_loss(np.array([[1e3, -1e3]]), np.array([right]))
    assert (got_loss, got_dx.tolist()) == (loss, [dx])


def test_a_constant_added_to_all_scores_of_a_sample_changes_nothing(rng, assert_all_close):
    x, y = scores(rng, (5, 3))
    assert_all_close(softmax_loss(x + 1e3 * rng.normal(size=(5, 1)), y), softmax_loss(x, y))


def test_gradient_of_each_sample_sums_to_zero(rng, assert_close):
    assert_close(softmax_loss(*scores(rng, (5, 3)))[1].sum(axis=1), np.zeros(5))


def test_float32_stays_float32(rng):
    x, y = scores(rng, (5, 3))
    assert softmax_loss(x.astype(np.float32), y)[1].dtype == np.float32
