from builtins import object
from builtins import range

import numpy as np

from ..layers import *


class FullyConnectedNet(object):
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
        self.use_dropout = dropout_keep_ratio != 1
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}

        layers_dims = [input_dim] + hidden_dims + [num_classes]
        for i in range(self.num_layers):
            w_key, b_key = "W{}".format(i + 1), "b{}".format(i + 1)
            self.params[w_key] = np.random.normal(scale=weight_scale, size=(layers_dims[i], layers_dims[i + 1]))
            self.params[b_key] = np.zeros(layers_dims[i + 1])
            if self.normalization != None and i < self.num_layers - 1:
                self.params["gamma{}".format(i + 1)] = np.ones(layers_dims[i + 1])
                self.params["beta{}".format(i + 1)] = np.zeros(layers_dims[i + 1])

        self.bn_params = []
        if self.normalization == "batchnorm":
            self.bn_params = [{"mode": "train"} for i in range(self.num_layers - 1)]
        if self.normalization == "layernorm":
            self.bn_params = [{} for i in range(self.num_layers - 1)]

        for k, v in self.params.items():
            self.params[k] = v.astype(dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.normalization == "batchnorm":
            for bn_param in self.bn_params:
                bn_param["mode"] = mode

        x = X
        caches = []
        for i in range(self.num_layers):
            cache = {}
            w = self.params["W{}".format(i + 1)]
            b = self.params["b{}".format(i + 1)]
            x, cache["fc"] = affine_forward(x, w, b)
            if i != self.num_layers - 1:
                if self.normalization:
                    gamma = self.params["gamma{}".format(i + 1)]
                    beta = self.params["beta{}".format(i + 1)]
                    if self.normalization == "batchnorm":
                        x, cache["bn"] = batchnorm_forward(x, gamma, beta, self.bn_params[i])
                    elif self.normalization == "layernorm":
                        x, cache["ln"] = layernorm_forward(x, gamma, beta, self.bn_params[i])
                x, cache["relu"] = relu_forward(x)
            caches.append(cache)
        scores = x

        if mode == "test":
            return scores

        grads = {}
        loss, dx = softmax_loss(scores, y)
        for i in range(self.num_layers - 1, -1, -1):
            cache = caches[i]
            if i != self.num_layers - 1:
                dx = relu_backward(dx, cache["relu"])
                if self.normalization == "batchnorm":
                    dx, dgamma, dbeta = batchnorm_backward(dx, cache["bn"])
                elif self.normalization == "layernorm":
                    dx, dgamma, dbeta = layernorm_backward(dx, cache["ln"])
                if self.normalization:
                    grads["gamma{}".format(i + 1)] = dgamma
                    grads["beta{}".format(i + 1)] = dbeta
            dx, dw, db = affine_backward(dx, cache["fc"])
            w = self.params["W{}".format(i + 1)]
            grads["W{}".format(i + 1)] = dw + self.reg * w
            grads["b{}".format(i + 1)] = db
            loss += self.reg * 0.5 * np.sum(w * w)
        return loss, grads
