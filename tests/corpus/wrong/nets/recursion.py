"""Fully connected net. I wrote the layers as a recursion because the loops confused me."""
import numpy as np

from ..layers import *

NORM_FORWARD = {"batchnorm": batchnorm_forward, "layernorm": layernorm_forward}
NORM_BACKWARD = {"batchnorm": batchnorm_backward, "layernorm": layernorm_backward}


class FullyConnectedNet(object):
    def __init__(
        self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
        normalization=None, reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None,
    ):
        self.normalization = normalization
        self.reg = reg
        self.dtype = dtype
        self.num_layers = len(hidden_dims) + 1
        self.params = {}
        self._create(1, input_dim, list(hidden_dims), num_classes, weight_scale)
        self.bn_params = []
        if normalization == "batchnorm":
            self.bn_params = [{"mode": "train"} for _ in hidden_dims]
        elif normalization == "layernorm":
            self.bn_params = [{} for _ in hidden_dims]
        for name in self.params:
            self.params[name] = self.params[name].astype(dtype)

    def _create(self, k, fan_in, rest, classes, scale):
        """Layer k and, by recursion, every layer after it."""
        hidden = len(rest) > 0
        fan_out = rest[0] if hidden else classes
        self.params["W%d" % k] = scale * np.random.randn(fan_in, fan_out)
        self.params["b%d" % k] = np.zeros(fan_out)
        if hidden and self.normalization:
            self.params["gamma%d" % k] = np.ones(fan_out)
            self.params["beta%d" % k] = np.zeros(fan_out)
        if hidden:
            self._create(k + 1, fan_out, rest[1:], classes, scale)

    def loss(self, X, y=None):
        mode = "test" if y is None else "train"
        if self.normalization == "batchnorm":
            for bn_param in self.bn_params:
                bn_param["mode"] = mode
        self.grads = {}
        self.y = y
        answer = self._layer(1, X.astype(self.dtype))
        if mode == "test":
            return answer
        return answer[0], self.grads

    def _layer(self, k, x):
        """Returns the scores in test mode, otherwise (loss, dx)."""
        W, b = self.params["W%d" % k], self.params["b%d" % k]
        z, fc_cache = affine_forward(x, W, b)

        if k == self.num_layers:
            if self.y is None:
                return z
            loss, dz = softmax_loss(z, self.y)
        else:
            if self.normalization:
                gamma, beta = self.params["gamma%d" % k], self.params["beta%d" % k]
                z, norm_cache = NORM_FORWARD[self.normalization](z, gamma, beta, self.bn_params[k - 1])
            h, relu_cache = relu_forward(z)
            answer = self._layer(k + 1, h)
            if self.y is None:
                return answer
            loss, dh = answer
            dz = relu_backward(dh, relu_cache)
            if self.normalization:
                dz, dgamma, dbeta = NORM_BACKWARD[self.normalization](dz, norm_cache)
                self.grads["gamma%d" % k] = dgamma
                self.grads["beta%d" % k] = dbeta

        dx, dW, db = affine_backward(dz, fc_cache)
        self.grads["W%d" % k] = dW + self.reg * W
        self.grads["b%d" % k] = db
        loss = loss + 0.5 * self.reg * np.sum(W ** 2)
        return loss, dx
