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


STOPS_WITHOUT_HIDDEN = NET.replace("        L = self.num_layers\n", "        L = self.num_layers\n        STOP\n", 1)
NETS = ("loss", "gradients", "test_mode")


def _stopping(how):
    assert "STOP" in STOPS_WITHOUT_HIDDEN
    return STOPS_WITHOUT_HIDDEN.replace("STOP", f"{how} if L == 1 else None", 1)


@pytest.fixture
def net(graded):
    def grade(net, layers=LAYERS):
        found = graded(layers, **{"cs231n/classifiers/fc_net.py": net})
        return {name: found[f"fc_net.{name}"] for name in NETS}

    return grade


@pytest.mark.parametrize("how", ["undefined", "[][1]", "(_ for _ in ()).throw(NotImplementedError)"])
def test_a_net_that_stops_without_hidden_layers_loses_a_tenth(net, how):
    found = net(_stopping(how))
    assert {c.verdict.value for c in found.values()} == {"partial"}
    assert {c.fraction for c in found.values()} == {0.9}


def test_a_net_that_never_ends_without_hidden_layers_is_tried_with_them(net):
    found = net(_stopping("[None for _ in iter(int, 1)]"))
    assert {c.fraction for c in found.values()} == {0.9}


def test_on_wrong_layers_too_it_loses_no_more_than_the_tenth(net):
    found = net(_stopping("undefined"), LAYERS.replace("return -np.mean(np.log", "return -np.sum(np.log"))
    assert (found["loss"].verdict.value, found["loss"].fraction) == ("partial", 0.9)
    assert {finding.kind.value for finding in found["loss"].findings} == {"undefined", "carried"}


def test_a_net_that_is_right_without_hidden_layers_alone_earns_nothing(net):
    found = net(_stopping("None").replace("for i in range(1, L):", "for i in range(1, 1):"))
    assert {c.fraction for c in found.values()} == {0.0}


ONE_SAMPLE = """
def affine_forward(x, w, b, _right=affine_forward):
    out, cache = _right(x, w, b)
    return (out if len(x) > 1 else 2 * out), cache
"""


def test_a_layer_that_is_wrong_for_one_sample_alone_keeps_its_backward_pass(graded):
    found = graded(LAYERS + ONE_SAMPLE, **{"cs231n/classifiers/fc_net.py": NET})
    assert found["affine_forward.output"].fraction == 0.9
    assert {found[f"affine_backward.{name}"].verdict.value for name in ("reference", "gradient")} == {"pass"}
