from builtins import range
from builtins import object
import numpy as np

from ..layers import *
from ..layer_utils import *


class FullyConnectedNet(object):
    """Caches in a dictionary by name, layers counted from 0, a branch for each normalization."""

    def __init__(
        self,
        hidden_dims,
        input_dim=3 * 32 * 32,
        num_classes=10,
        dropout=1,
        normalization=None,
        reg=0.0,
        weight_scale=1e-2,
        dtype=np.float32,
        seed=None,
    ):
        self.normalization = normalization
        self.use_dropout = dropout != 1
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}

        layer_dims = [input_dim, *hidden_dims, num_classes]
        for idx, (n_in, n_out) in enumerate(zip(layer_dims[:-1], layer_dims[1:])):
            num = str(idx + 1)
            self.params["W" + num] = np.random.normal(0, weight_scale, (n_in, n_out))
            self.params["b" + num] = np.zeros(n_out)
            is_hidden = idx < len(hidden_dims)
            if is_hidden and self.normalization in ("batchnorm", "layernorm"):
                self.params["gamma" + num] = np.ones(n_out)
                self.params["beta" + num] = np.zeros(n_out)

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

        cache = {}
        out = X
        for i in range(self.num_layers - 1):
            num = str(i + 1)
            out, cache["fc" + num] = affine_forward(out, self.params["W" + num], self.params["b" + num])
            if self.normalization == "batchnorm":
                gamma, beta = self.params["gamma" + num], self.params["beta" + num]
                out, cache["bn" + num] = batchnorm_forward(out, gamma, beta, self.bn_params[i])
            elif self.normalization == "layernorm":
                gamma, beta = self.params["gamma" + num], self.params["beta" + num]
                out, cache["ln" + num] = layernorm_forward(out, gamma, beta, self.bn_params[i])
            out, cache["relu" + num] = relu_forward(out)
        last = str(self.num_layers)
        scores, cache["fc" + last] = affine_forward(out, self.params["W" + last], self.params["b" + last])

        if mode == "test":
            return scores

        grads = {}
        loss, dout = softmax_loss(scores, y)
        dout, grads["W" + last], grads["b" + last] = affine_backward(dout, cache["fc" + last])
        for i in range(self.num_layers - 2, -1, -1):
            num = str(i + 1)
            dout = relu_backward(dout, cache["relu" + num])
            if self.normalization == "batchnorm":
                dout, grads["gamma" + num], grads["beta" + num] = batchnorm_backward_alt(dout, cache["bn" + num])
            elif self.normalization == "layernorm":
                dout, grads["gamma" + num], grads["beta" + num] = layernorm_backward(dout, cache["ln" + num])
            dout, grads["W" + num], grads["b" + num] = affine_backward(dout, cache["fc" + num])

        for i in range(self.num_layers):
            w = self.params["W" + str(i + 1)]
            loss += 0.5 * self.reg * np.sum(w ** 2)
            grads["W" + str(i + 1)] += self.reg * w

        return loss, grads
