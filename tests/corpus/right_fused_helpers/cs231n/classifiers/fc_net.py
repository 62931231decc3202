"""My network."""

import numpy as np

from ..layer_utils import affine_bn_relu_backward, affine_bn_relu_forward, affine_ln_relu_backward, affine_ln_relu_forward, affine_relu_backward, affine_relu_forward
from ..layers import (
    affine_backward,
    affine_forward,
    batchnorm_backward,
    batchnorm_forward,
    layernorm_backward,
    layernorm_forward,
    relu_backward,
    relu_forward,
    softmax_loss,
)


class FullyConnectedNet:
    def __init__(
        self,
        hidden_dims,
        input_dim=3 * 32 * 32,
        num_classes=10,
        dropout_keep_ratio=1,
        normalization=None,
        reg=0.0,
        weight_scale=1e-2,
        dtype=np.float32,
        seed=None,
    ):
        self.normalization = normalization
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}
        sizes = [input_dim] + list(hidden_dims) + [num_classes]
        for i in range(1, self.num_layers + 1):
            self.params["W%d" % i] = weight_scale * np.random.randn(sizes[i - 1], sizes[i])
            self.params["b%d" % i] = np.zeros(sizes[i])
            if self.normalization and i < self.num_layers:
                self.params["gamma%d" % i] = np.ones(sizes[i])
                self.params["beta%d" % i] = np.zeros(sizes[i])
        self.bn_params = []
        if normalization == "batchnorm":
            self.bn_params = [{"mode": "train"} for _ in range(self.num_layers - 1)]
        if normalization == "layernorm":
            self.bn_params = [{} for _ in range(self.num_layers - 1)]
        for k, v in self.params.items():
            self.params[k] = v.astype(dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.normalization == "batchnorm":
            for bn_param in self.bn_params:
                bn_param["mode"] = mode
        L = self.num_layers
        a, caches = X, []
        for i in range(1, L):
            W, b = self.params["W%d" % i], self.params["b%d" % i]
            if self.normalization == "batchnorm":
                a, cache = affine_bn_relu_forward(a, W, b, self.params["gamma%d" % i], self.params["beta%d" % i], self.bn_params[i - 1])
            elif self.normalization == "layernorm":
                a, cache = affine_ln_relu_forward(a, W, b, self.params["gamma%d" % i], self.params["beta%d" % i], self.bn_params[i - 1])
            else:
                a, cache = affine_relu_forward(a, W, b)
            caches.append(cache)
        scores, last_cache = affine_forward(a, self.params["W%d" % L], self.params["b%d" % L])
        if mode == "test":
            return scores

        loss, d = softmax_loss(scores, y)
        grads = {}
        d, grads["W%d" % L], grads["b%d" % L] = affine_backward(d, last_cache)
        for i in range(L - 1, 0, -1):
            if self.normalization == "batchnorm":
                d, dw, db, grads["gamma%d" % i], grads["beta%d" % i] = affine_bn_relu_backward(d, caches[i - 1])
            elif self.normalization == "layernorm":
                d, dw, db, grads["gamma%d" % i], grads["beta%d" % i] = affine_ln_relu_backward(d, caches[i - 1])
            else:
                d, dw, db = affine_relu_backward(d, caches[i - 1])
            grads["W%d" % i], grads["b%d" % i] = dw, db
        for i in range(1, L + 1):
            W = self.params["W%d" % i]
            loss += 0.5 * self.reg * np.sum(W * W)
            grads["W%d" % i] += self.reg * W
        return loss, grads
