"""The known mistakes of layer norm."""

import numpy as np
import pytest

from reference import layernorm_backward, layernorm_forward
from reference.mistakes import (
    layernorm_backward_divides_by_n,
    layernorm_backward_sums_over_features,
    layernorm_over_batch,
)
from tests.reference.mistakes.overrides import replaced

eps_missing = replaced("eps_missing")


@pytest.fixture
def inputs(rng):
    return [rng.normal(size=size) for size in ((7, 3), (3,), (3,))]


@pytest.fixture
def backwards(inputs, rng):
    """A function's gradients beside the reference's."""

    def gradients(function):
        _, cache = layernorm_forward(*inputs, {"eps": 0.2})
        dout = rng.normal(size=(7, 3))
        return function(dout, cache), layernorm_backward(dout, cache)

    return gradients


def test_over_the_batch_it_normalizes_columns(inputs, assert_close):
    x, gamma, beta = inputs
    out, _ = layernorm_over_batch.layernorm_forward(*inputs, {"eps": 0.2})
    assert_close(out, gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 0.2) + beta)


def test_without_eps_it_divides_by_the_standard_deviation_of_the_row(inputs, assert_close):
    x, gamma, beta = inputs
    out, _ = eps_missing.layernorm_forward(*inputs, {"eps": 0.2})
    assert_close(out, gamma * (x - x.mean(axis=1)[:, None]) / x.std(axis=1)[:, None] + beta)


def test_without_eps_it_equals_the_reference_when_eps_is_zero(inputs):
    outs = [f(*inputs, {"eps": 0.0})[0] for f in (layernorm_forward, eps_missing.layernorm_forward)]
    assert np.array_equal(*outs)


@pytest.mark.parametrize("mistake", [layernorm_over_batch, eps_missing])
def test_the_references_backward_reads_its_cache(mistake, inputs, rng):
    out, cache = mistake.layernorm_forward(*inputs, {"eps": 0.2})
    shapes = [gradient.shape for gradient in layernorm_backward(rng.normal(size=out.shape), cache)]
    assert shapes == [(7, 3), (3,), (3,)]


def test_divided_by_n_only_dx_is_wrong(backwards, assert_all_close):
    wrong, right = backwards(layernorm_backward_divides_by_n.layernorm_backward)
    assert np.max(np.abs(wrong[0] - right[0])) > 1e-2
    assert_all_close(wrong[1:], right[1:])


def test_divided_by_n_is_right_for_a_square_batch(rng, assert_all_close):
    _, cache = layernorm_forward(*(rng.normal(size=size) for size in ((4, 4), (4,), (4,))), {})
    dout = rng.normal(size=(4, 4))
    gradients = layernorm_backward_divides_by_n.layernorm_backward(dout, cache), layernorm_backward(dout, cache)
    assert_all_close(*gradients)


def test_summed_over_features_dgamma_and_dbeta_have_one_entry_a_row(backwards, assert_close):
    wrong, right = backwards(layernorm_backward_sums_over_features.layernorm_backward)
    assert_close(wrong[0], right[0])
    assert [gradient.shape for gradient in wrong[1:]] == [(7,), (7,)]
    for one, other in zip(wrong[1:], right[1:], strict=True):
        assert np.sum(one) == pytest.approx(np.sum(other))
