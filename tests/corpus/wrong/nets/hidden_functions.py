import numpy as np
from ..layers import *


def hidden_forward(x, p, i, norm, norm_param):
    """One hidden layer. p is the whole params dictionary and i the number of the layer."""
    z, affine_cache = affine_forward(x, p[f"W{i}"], p[f"b{i}"])
    if norm == "batchnorm":
        z, norm_cache = batchnorm_forward(z, p[f"gamma{i}"], p[f"beta{i}"], norm_param)
    elif norm == "layernorm":
        z, norm_cache = layernorm_forward(z, p[f"gamma{i}"], p[f"beta{i}"], norm_param)
    else:
        norm_cache = None
    h, relu_cache = relu_forward(z)
    return h, {"affine": affine_cache, "norm": norm_cache, "relu": relu_cache}


def hidden_backward(dh, cache, i, norm):
    """Returns the gradient of the input and a dictionary with the gradients of the parameters."""
    g = {}
    dz = relu_backward(dh, cache["relu"])
    if norm == "batchnorm":
        dz, g[f"gamma{i}"], g[f"beta{i}"] = batchnorm_backward(dz, cache["norm"])
    elif norm == "layernorm":
        dz, g[f"gamma{i}"], g[f"beta{i}"] = layernorm_backward(dz, cache["norm"])
    dx, g[f"W{i}"], g[f"b{i}"] = affine_backward(dz, cache["affine"])
    return dx, g


class FullyConnectedNet(object):
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 normalization=None, reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.normalization = normalization
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}

        widths = (input_dim,) + tuple(hidden_dims) + (num_classes,)
        for i in range(1, len(widths)):
            self.params[f"W{i}"] = weight_scale * np.random.randn(*widths[i - 1:i + 1])
            self.params[f"b{i}"] = np.zeros_like(self.params[f"W{i}"][0])
            if normalization is not None and i < self.num_layers:
                self.params[f"gamma{i}"] = np.ones_like(self.params[f"b{i}"])
                self.params[f"beta{i}"] = np.zeros_like(self.params[f"b{i}"])

        self.bn_params = []
        if self.normalization == "batchnorm":
            self.bn_params = [{"mode": "train"} for i in range(self.num_layers - 1)]
        if self.normalization == "layernorm":
            self.bn_params = [{} for i in range(self.num_layers - 1)]
        for k, v in self.params.items():
            self.params[k] = v.astype(dtype)

    def loss(self, X, y=None):
        mode = "test" if y is None else "train"
        if self.normalization == "batchnorm":
            for bn_param in self.bn_params:
                bn_param["mode"] = mode

        L = self.num_layers
        h = X.astype(self.dtype)
        caches = []
        norm_params = self.bn_params or [None] * (L - 1)
        for i, norm_param in enumerate(norm_params, start=1):
            h, cache = hidden_forward(h, self.params, i, self.normalization, norm_param)
            caches.append(cache)
        scores, top_cache = affine_forward(h, self.params[f"W{L}"], self.params[f"b{L}"])
        if mode == "test":
            return scores

        loss, dscores = softmax_loss(scores, y)
        dh, dW, db = affine_backward(dscores, top_cache)
        grads = {f"W{L}": dW, f"b{L}": db}
        for i in range(L - 1, 0, -1):
            dh, layer_grads = hidden_backward(dh, caches.pop(), i, self.normalization)
            grads.update(layer_grads)

        weights = [name for name in self.params if name[0] == "W"]
        loss += 0.5 * self.reg * sum(np.sum(self.params[name] ** 2) for name in weights)
        for name in weights:
            grads[name] = grads[name] + self.reg * self.params[name]
        return loss, grads
