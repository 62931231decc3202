# row: unfinished code
# path: cs231n/classifiers/fc_net.py
# wrong: fc_batchnorm, fc_layernorm
# said: the constructor is finished and loss() is not: it computes nothing and returns None

import numpy as np

from ..layers import *


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
        scores = None
        # TODO: forward pass

        # TODO: backward pass
        pass
