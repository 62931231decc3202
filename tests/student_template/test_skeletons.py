"""The code around the holes is right: with the holes filled it agrees with the reference."""

import re
import textwrap

import numpy as np
import pytest

import reference
from tests.student_template.holes import HOLE, beyond_the_holes

FILLS = {
    "batchnorm_forward: write the training pass here": """
        mean, var = x.mean(axis=0), x.var(axis=0)
        out = gamma * (x - mean) / np.sqrt(var + eps) + beta
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    """,
    "batchnorm_forward: write the test pass here": """
        out = gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta
    """,
    "FullyConnectedNet: create the parameters here": """
        dims = [input_dim, *hidden_dims, num_classes]
        for i, (D, M) in enumerate(zip(dims, dims[1:]), 1):
            self.params[f"W{i}"], self.params[f"b{i}"] = np.random.normal(0, weight_scale, (D, M)), np.zeros(M)
            if normalization and i < self.num_layers:
                self.params[f"gamma{i}"], self.params[f"beta{i}"] = np.ones(M), np.zeros(M)
    """,
    "FullyConnectedNet.loss: write the forward pass here": """
        p, last, caches, scores = self.params, self.num_layers, [], X
        for i in range(1, last):
            scores, affine = affine_forward(scores, p[f"W{i}"], p[f"b{i}"])
            if self.normalization:
                norm_forward = batchnorm_forward if self.normalization == "batchnorm" else layernorm_forward
                scores, norm = norm_forward(scores, p[f"gamma{i}"], p[f"beta{i}"], self.bn_params[i - 1])
            scores, relu = relu_forward(scores)
            if self.use_dropout:
                scores, dropout = dropout_forward(scores, self.dropout_param)
            caches.append((affine, norm if self.normalization else None, relu, dropout if self.use_dropout else None))
        scores, cache = affine_forward(scores, p[f"W{last}"], p[f"b{last}"])
    """,
    "FullyConnectedNet.loss: write the backward pass here": """
        loss, dx = softmax_loss(scores, y)
        dx, grads[f"W{last}"], grads[f"b{last}"] = affine_backward(dx, cache)
        for i in range(last - 1, 0, -1):
            affine, norm, relu, dropout = caches[i - 1]
            dx = relu_backward(dropout_backward(dx, dropout) if self.use_dropout else dx, relu)
            if self.normalization:
                norm_backward = batchnorm_backward if self.normalization == "batchnorm" else layernorm_backward
                dx, grads[f"gamma{i}"], grads[f"beta{i}"] = norm_backward(dx, norm)
            dx, grads[f"W{i}"], grads[f"b{i}"] = affine_backward(dx, affine)
        for i in range(1, last + 1):
            loss += 0.5 * self.reg * np.sum(p[f"W{i}"] ** 2)
            grads[f"W{i}"] += self.reg * p[f"W{i}"]
    """,
}
"""What a student could write into the holes that have code around them."""


def filled(source, fills):
    """The source with each hole that has one of these messages replaced by code."""
    for message, code in fills.items():
        hole = re.compile(rf'^( *){HOLE}\("{re.escape(message)}"\)$', re.MULTILINE)
        assert len(hole.findall(source)) == 1, message
        source = hole.sub(lambda at, code=code: textwrap.indent(textwrap.dedent(code), at[1]), source)
    return source


@pytest.mark.parametrize("message", FILLS)
def test_a_filled_hole_would_be_found(layers_source, net_source, message):
    source = layers_source if message.startswith("batchnorm") else net_source
    [found] = beyond_the_holes(filled(source, {message: FILLS[message]}))
    assert found.startswith(message.split(":")[0])


def test_filled_batch_norm_is_right_so_the_code_around_its_holes_is(layers_source):
    namespace = {}
    fills = {message: code for message, code in FILLS.items() if message.startswith("batchnorm")}
    exec(filled(layers_source, fills), namespace)  # noqa: S102
    x, gamma, beta = np.random.default_rng(231).normal(size=(6, 4)), np.arange(4.0), np.ones(4)
    own, other = ({"mode": "train", "eps": 0.1, "momentum": 0.7} for _ in range(2))
    for mode in ["train", "train", "test"]:
        own["mode"] = other["mode"] = mode
        out, _ = namespace["batchnorm_forward"](x, gamma, beta, own)
        np.testing.assert_allclose(out, reference.batchnorm_forward(x, gamma, beta, other)[0])
    np.testing.assert_allclose(own["running_var"], other["running_var"])


@pytest.mark.parametrize("normalization", [None, "batchnorm", "layernorm"])
@pytest.mark.parametrize("keep", [1, 0.6])
def test_a_filled_net_is_right_so_the_code_around_its_holes_is(net_source, normalization, keep):
    stars = re.compile(r"^from \.\.layer.*$", re.MULTILINE)
    fills = {message: code for message, code in FILLS.items() if message.startswith("Fully")}
    namespace = {}
    exec(filled(stars.sub("from reference.layers import *", net_source), fills), namespace)  # noqa: S102
    x, y = np.random.default_rng(231).normal(size=(6, 2, 4)), np.array([0, 1, 2, 0, 1, 2])
    settings = {"normalization": normalization, "dropout_keep_ratio": keep, "seed": 5, "reg": 0.3, "dtype": np.float64}
    own, other = (
        made([7, 5], 8, 3, **settings) for made in (namespace["FullyConnectedNet"], reference.FullyConnectedNet)
    )
    own.params = {name: value.copy() for name, value in other.params.items()}

    (loss, grads), (expected_loss, expected) = own.loss(x, y), other.loss(x, y)
    assert loss == pytest.approx(expected_loss)
    assert grads.keys() == expected.keys()
    for name in expected:
        np.testing.assert_allclose(grads[name], expected[name], atol=1e-12)
    np.testing.assert_allclose(own.loss(x), other.loss(x), atol=1e-12)
