import autograd.numpy as anp
import numpy as np
import pytest

from reference import (
    affine_norm_relu_backward,
    affine_norm_relu_forward,
    affine_relu_backward,
    affine_relu_forward,
    layer_utils,
)

NORMALIZATIONS = pytest.mark.parametrize("normalization", ["batchnorm", "layernorm", "rmsnorm"])
PARAM = {"mode": "train", "eps": 0.1}


def affine(x, w, b):
    return anp.dot(anp.reshape(x, (len(x), -1)), w) + b


def norm(x, gamma, beta, normalization):
    axis = 0 if normalization == "batchnorm" else 1
    if normalization == "rmsnorm":
        return gamma * x / anp.sqrt(anp.mean(x**2, axis=1, keepdims=True) + 0.1)
    centered = x - anp.mean(x, axis=axis, keepdims=True)
    return gamma * centered / anp.sqrt(anp.var(x, axis=axis, keepdims=True) + 0.1) + beta


def arrays(rng):
    """x, w, b, gamma, beta, dout."""
    return [rng.normal(size=size) for size in ((5, 2, 3), (6, 4), (4,), (4,), (4,), (5, 4))]


def test_affine_relu_and_its_gradients_are_those_of_the_formula(rng, gradients, assert_all_close):
    *inputs, _, _, dout = arrays(rng)

    def formula(x, w, b):
        return anp.maximum(affine(x, w, b), 0)

    out, cache = affine_relu_forward(*inputs)
    expected = (formula(*inputs), *gradients(formula, inputs, dout))
    assert_all_close((out, *affine_relu_backward(dout, cache)), expected)


@NORMALIZATIONS
def test_affine_norm_relu_and_its_gradients_are_those_of_the_formula(normalization, rng, gradients, assert_all_close):
    *inputs, dout = arrays(rng)
    if normalization == "rmsnorm":
        inputs[4] = None

    def formula(x, w, b, gamma, beta=None):
        return anp.maximum(norm(affine(x, w, b), gamma, beta, normalization), 0)

    given = [a for a in inputs if a is not None]
    out, cache = affine_norm_relu_forward(*inputs, dict(PARAM), normalization)
    got = [a for a in (out, *affine_norm_relu_backward(dout, cache)) if a is not None]
    assert_all_close(got, (formula(*given), *gradients(formula, given, dout)))


def test_rms_norm_has_no_gradient_of_beta(rng):
    *inputs, dout = arrays(rng)
    _, cache = affine_norm_relu_forward(*inputs, {}, "rmsnorm")
    assert affine_norm_relu_backward(dout, cache)[-1] is None


@NORMALIZATIONS
def test_a_layer_replaced_by_name_is_the_one_that_is_called(normalization, rng, monkeypatch):
    *inputs, dout = arrays(rng)
    zeros, beta_too = np.zeros((5, 4)), normalization != "rmsnorm"
    monkeypatch.setattr(layer_utils, f"{normalization}_forward", lambda *_: (zeros, "opaque"))
    monkeypatch.setattr(
        layer_utils, f"{normalization}_backward", lambda _, cache: (zeros, cache, cache)[: 2 + beta_too]
    )
    out, cache = affine_norm_relu_forward(*inputs, {}, normalization)
    assert not out.any()
    assert affine_norm_relu_backward(dout, cache)[3] == "opaque"
