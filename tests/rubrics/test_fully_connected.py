"""Right layers in other people's styles, and wrong ones as they really occur."""

import re
from pathlib import Path

import pytest

RUBRIC = "fully_connected"
NET = (Path(__file__).parents[2] / "examples/class/perfect/cs231n/classifiers/fc_net.py").read_text()
LAYERS = """
import numpy as np

def affine_forward(x, w, b):
    return np.einsum("nd,dm->nm", x.reshape(len(x), -1), w) + b, {"x": x, "w": w}

def affine_backward(dout, cache):
    x, w = cache["x"], cache["w"]
    dw = sum(np.outer(x[n].ravel(), dout[n]) for n in range(len(x)))
    return np.reshape([w @ row for row in dout], x.shape), dw, np.ones(len(dout)) @ dout

def relu_forward(x):
    return np.where(x > 0, x, 0), x > 0

def relu_backward(dout, cache):
    dout[~cache] = 0
    return dout

def softmax_loss(x, y):
    e = np.exp(x - x.max())
    p = e / e.sum(1, keepdims=True)
    right = np.eye(x.shape[1])[y]
    return -np.mean(np.log((p * right).sum(1))), (p - right) / len(x)

def dropout_forward(x, dropout_param):
    if dropout_param["mode"] == "test":
        return x, (dropout_param, None)
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = rng.binomial(1, dropout_param["p"], size=x.shape) / dropout_param["p"]
    return x * mask, (dropout_param, mask)

def dropout_backward(dout, cache):
    param, mask = cache
    return dout if param["mode"] == "test" else dout * mask

def batchnorm_forward(x, gamma, beta, bn_param): pass
def batchnorm_backward(dout, cache): pass
def layernorm_forward(x, gamma, beta, ln_param): pass
def layernorm_backward(dout, cache): pass
"""


def _verdicts(criteria):
    return {name: c.verdict.value for name, c in criteria.items() if not re.match("inline|notebook", name)}


@pytest.fixture
def verdicts(graded):
    def judge(layers=LAYERS, net=NET):
        return _verdicts(graded(layers, **{"cs231n/classifiers/fc_net.py": net}))

    return judge


def test_layers_by_einsum_loops_and_dictionaries_earn_all(verdicts):
    assert set(verdicts().values()) == {"pass"}


def test_a_mask_from_another_generator_is_as_good(verdicts):
    found = verdicts(
        LAYERS.replace(
            'rng.binomial(1, dropout_param["p"], size=x.shape)', '(rng.random(x.shape) > 1 - dropout_param["p"])'
        )
    )
    assert set(found.values()) == {"pass"}


def test_a_mask_that_forgets_the_seed_loses_that_alone(verdicts):
    found = verdicts(LAYERS.replace('default_rng(dropout_param.get("seed"))', "default_rng()"))
    assert found["dropout_forward.train"] == "partial"
    assert found["dropout_forward.test"] == "pass"


def test_a_wrong_layer_is_not_charged_again_in_the_net(verdicts):
    found = verdicts(LAYERS.replace("(p - right) / len(x)", "p - right"))
    assert found["softmax_loss.gradient"] == "fail"
    assert found["fc_net.gradients"] == "carried"
    assert found["fc_net.loss"] == "pass"


def test_a_net_that_regularizes_its_biases_is_charged_in_the_net(verdicts):
    found = verdicts(
        net=NET.replace(
            'grads["W%d" % i] += self.reg * W',
            'grads["W%d" % i] += self.reg * W; grads["b%d" % i] += self.reg * self.params["b%d" % i]',
        )
    )
    assert found["fc_net.gradients"] == "fail"
    assert found["fc_net.loss"] == "pass"
