import numpy as np

from ..layers import (
    affine_backward, affine_forward, batchnorm_backward, batchnorm_forward, layernorm_backward, layernorm_forward,
    relu_backward, relu_forward, softmax_loss,
)


def affine_norm_relu_forward(x, params, i, norm, norm_param):
    a, fc = affine_forward(x, params[f"W{i}"], params[f"b{i}"])
    nc = None
    if norm == "batchnorm":
        a, nc = batchnorm_forward(a, params[f"gamma{i}"], params[f"beta{i}"], norm_param)
    if norm == "layernorm":
        a, nc = layernorm_forward(a, params[f"gamma{i}"], params[f"beta{i}"], norm_param)
    out, rc = relu_forward(a)
    return out, (fc, nc, rc)


def affine_norm_relu_backward(dout, cache, i, norm, grads):
    fc, nc, rc = cache
    da = relu_backward(dout, rc)
    if norm == "batchnorm":
        da, grads[f"gamma{i}"], grads[f"beta{i}"] = batchnorm_backward(da, nc)
    if norm == "layernorm":
        da, grads[f"gamma{i}"], grads[f"beta{i}"] = layernorm_backward(da, nc)
    dx, grads[f"W{i}"], grads[f"b{i}"] = affine_backward(da, fc)
    return dx


class FullyConnectedNet:
    """Helper functions of its own, penalties gathered at the end."""

    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1, normalization=None,
                 reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.normalization, self.reg, self.dtype = normalization, reg, dtype
        self.num_layers = L = len(hidden_dims) + 1
        shapes = [input_dim] + hidden_dims + [num_classes]
        p = {}
        for i in range(1, L + 1):
            p[f"W{i}"] = weight_scale * np.random.standard_normal((shapes[i - 1], shapes[i]))
            p[f"b{i}"] = np.zeros(shapes[i])
            if normalization is not None and i != L:
                p[f"gamma{i}"], p[f"beta{i}"] = np.ones(shapes[i]), np.zeros(shapes[i])
        self.params = {name: value.astype(dtype) for name, value in p.items()}
        self.bn_params = [{"mode": "train"} for _ in range(L - 1)]

    def _penalty(self):
        return 0.5 * self.reg * sum((self.params[f"W{i}"] ** 2).sum() for i in range(1, self.num_layers + 1))

    def loss(self, X, y=None):
        for p in self.bn_params:
            p["mode"] = "train" if y is not None else "test"
        L, h, caches = self.num_layers, X.astype(self.dtype), {}
        for i in range(1, L):
            h, caches[i] = affine_norm_relu_forward(h, self.params, i, self.normalization, self.bn_params[i - 1])
        scores, caches[L] = affine_forward(h, self.params[f"W{L}"], self.params[f"b{L}"])
        if y is None:
            return scores

        data_loss, dscores = softmax_loss(scores, y)
        grads = {}
        dh, grads[f"W{L}"], grads[f"b{L}"] = affine_backward(dscores, caches[L])
        for i in range(L - 1, 0, -1):
            dh = affine_norm_relu_backward(dh, caches[i], i, self.normalization, grads)
        for i in range(1, L + 1):
            grads[f"W{i}"] += self.reg * self.params[f"W{i}"]
        return data_loss + self._penalty(), grads
