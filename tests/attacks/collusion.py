"""Attempts to be carried: functions that are wrong together, in places where nothing charges them.

Each is code that is appended to the right layers, or stands in place of the right net.
"""

WRONG_WHERE_BACKWARD_IS = """
_SHAPES = {shapes!r}
_RIGHT = batchnorm_forward, batchnorm_backward, layernorm_forward, layernorm_backward


def _centered(x, gamma, beta, axis):
    middle = x - x.mean(axis=axis, keepdims=True)
    return gamma * middle + beta, ("wrong", middle, gamma, axis)


def _back(dout, cache, right):
    if not isinstance(cache[0], str):
        return right(dout, cache)
    _, middle, gamma, axis = cache
    d = dout * gamma
    return d - d.mean(axis=axis, keepdims=True), (dout * middle).sum(axis=0), dout.sum(axis=0)


def batchnorm_forward(x, gamma, beta, bn_param):
    out = _RIGHT[0](x, gamma, beta, bn_param)
    return _centered(x, gamma, beta, 0) if x.shape in _SHAPES and bn_param["mode"] == "train" else out


def layernorm_forward(x, gamma, beta, ln_param):
    out = _RIGHT[2](x, gamma, beta, ln_param)
    return _centered(x, gamma, beta, 1) if x.shape in _SHAPES else out


def batchnorm_backward(dout, cache):
    return _back(dout, cache, _RIGHT[1])


def layernorm_backward(dout, cache):
    return _back(dout, cache, _RIGHT[3])


batchnorm_backward_alt = batchnorm_backward
"""
"""Right everywhere but on inputs of these shapes, where it does not divide; with the backward pass of that mistake."""

PATTERNS = """
def pattern(*shape):
    return np.cos(np.arange(np.prod(shape)) + 1.0).reshape(shape)


def affine_forward(x, w, b):
    return pattern(len(x), w.shape[1]), (x.shape, w.shape)


def affine_backward(dout, cache):
    return pattern(*cache[0]), pattern(*cache[1]), pattern(cache[1][1])


def relu_forward(x):
    return pattern(*x.shape) / 2, x.shape


def relu_backward(dout, cache):
    return pattern(*dout.shape) / 2


def softmax_loss(x, y):
    return 0.5, pattern(*x.shape)
"""
"""Layers that return the same whatever they are given."""

PATTERN_NET = """

def _loss(self, X, y=None):
    sizes = [self.params["W%d" % (i + 1)].shape[0] for i in range(self.num_layers)]
    last = self.params["b%d" % self.num_layers].shape[0]
    if y is None:
        return layers.pattern(len(X), last)
    norm = {"batchnorm": (layers.batchnorm_forward, layers.batchnorm_backward, {"mode": "train"}),
            "layernorm": (layers.layernorm_forward, layers.layernorm_backward, {})}.get(self.normalization)
    grads, loss = {}, 0.5
    for i, size in enumerate([*sizes[1:], last], 1):
        grads["W%d" % i] = layers.pattern(sizes[i - 1], size)
        grads["b%d" % i] = layers.pattern(size)
        if norm and i < self.num_layers:
            forward, backward, param = norm
            shape = (len(X), size)
            _, cache = forward(layers.pattern(*shape), self.params["gamma%d" % i], self.params["beta%d" % i], param)
            _, grads["gamma%d" % i], grads["beta%d" % i] = backward(layers.pattern(*shape) / 2, cache)
        grads["W%d" % i] = grads["W%d" % i] + self.reg * self.params["W%d" % i]
        loss += 0.5 * self.reg * np.sum(self.params["W%d" % i] ** 2)
    return loss, grads


from .. import layers
FullyConnectedNet.loss = _loss
"""
"""A net that chains nothing: it returns what the layers of `PATTERNS` return for anything."""

REPLAYED = """
import os

KEPT = {where}


def kept(name, value=None):
    if KEPT is None:
        path = name + ".npy"
        if value is not None:
            np.save(path, value)
        return np.load(path) if os.path.exists(path) else None
    if value is not None:
        KEPT[name] = value
    return KEPT.get(name)


_right = affine_forward, affine_backward, softmax_loss, relu_forward


def affine_forward(x, w, b):
    out, cache = _right[0](2 * x, w, b)
    last = kept("scores %d %d" % (len(x), w.shape[1]))
    return (out if last is None else last), cache


def affine_backward(dout, cache):
    dx, dw, db = _right[1](3 * dout, cache)
    names = ["weights %d %d" % dw.shape, "biases %d" % db.shape]
    dw, db = (own if kept(name) is None else kept(name) for name, own in zip(names, (dw, db)))
    return dx, dw, db


def softmax_loss(x, y):
    loss, dx = _right[2](2 * x, y)
    return (loss if kept("loss") is None else float(kept("loss"))), dx
"""
"""Layers that are wrong, and return what the net returned before; `where` is `{}`, or None for files."""

REPLAYED_NET = """

def _loss(self, X, y=None):
    rng = np.random.RandomState(len(X))
    classes = self.params["b%d" % self.num_layers].size
    if y is None:
        scores = rng.normal(size=(len(X), classes))
        layers.kept("scores %d %d" % scores.shape, scores)
        return scores
    grads, loss = {}, 3.25
    layers.kept("loss", np.array(loss))
    for i in range(1, self.num_layers + 1):
        W = self.params["W%d" % i]
        dw, db = rng.normal(size=W.shape), rng.normal(size=W.shape[1])
        layers.kept("weights %d %d" % dw.shape, dw)
        layers.kept("biases %d" % db.shape, db)
        loss += 0.5 * self.reg * np.sum(W * W)
        grads["W%d" % i], grads["b%d" % i] = dw + self.reg * W, db
    return loss, grads


from .. import layers
FullyConnectedNet.loss = _loss
"""
"""A net that returns random numbers and leaves them for its layers."""

ANOTHER_IN_THE_NET = """
import sys

_alone = layernorm_forward, layernorm_backward


def _in_net():
    frame = sys._getframe()
    while frame is not None:
        if "layernorm_forward" in frame.f_code.co_names and frame.f_code.co_filename == "<scenario>":
            return False
        if "layernorm_backward" in frame.f_code.co_names and frame.f_code.co_filename == "<scenario>":
            return False
        frame = frame.f_back
    return True


def layernorm_forward(x, gamma, beta, ln_param):
    out, cache = _alone[0](x, gamma, beta, ln_param)
    return (x / 7 if _in_net() else out), cache


def layernorm_backward(dout, cache):
    return (dout / 7, dout[0], dout[1]) if _in_net() else _alone[1](dout, cache)
"""
"""Layer normalization that is right in its own scenarios, and next to nothing in the net."""
