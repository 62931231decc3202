"""My network."""

import numpy as np

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
            a, fc_cache = affine_forward(a, self.params["W%d" % i], self.params["b%d" % i])
            norm_cache = None
            if self.normalization:
                forward = batchnorm_forward if self.normalization == "batchnorm" else layernorm_forward
                gamma, beta = self.params["gamma%d" % i], self.params["beta%d" % i]
                a, norm_cache = forward(a, gamma, beta, self.bn_params[i - 1])
            a, relu_cache = relu_forward(a)
            caches.append((fc_cache, norm_cache, relu_cache))
        scores, last_cache = affine_forward(a, self.params["W%d" % L], self.params["b%d" % L])
        if mode == "test":
            return scores

        loss, d = softmax_loss(scores, y)
        grads = {}
        d, grads["W%d" % L], grads["b%d" % L] = affine_backward(d, last_cache)
        for i in range(L - 1, 0, -1):
            fc_cache, norm_cache, relu_cache = caches[i - 1]
            d = relu_backward(d, relu_cache)
            if self.normalization:
                backward = batchnorm_backward if self.normalization == "batchnorm" else layernorm_backward
                d, grads["gamma%d" % i], grads["beta%d" % i] = backward(d, norm_cache)
            d, grads["W%d" % i], grads["b%d" % i] = affine_backward(d, fc_cache)
        for i in range(1, L + 1):
            W = self.params["W%d" % i]
            loss += 0.5 * self.reg * np.sum(W * W)
            grads["W%d" % i] += self.reg * W
        return loss, grads
