import numpy as np

from ..layers import *


class Hidden:
    """A hidden layer that remembers its own caches."""

    def __init__(self, number, normalization):
        self.number = str(number)
        self.kind = normalization
        self.norm_param = {"mode": "train"} if normalization == "batchnorm" else {}

    def forward(self, x, params):
        n = self.number
        x, self.fc_cache = affine_forward(x, params["W" + n], params["b" + n])
        if self.kind == "batchnorm":
            x, self.norm_cache = batchnorm_forward(x, params["gamma" + n], params["beta" + n], self.norm_param)
        elif self.kind == "layernorm":
            x, self.norm_cache = layernorm_forward(x, params["gamma" + n], params["beta" + n], self.norm_param)
        x, self.relu_cache = relu_forward(x)
        return x

    def backward(self, dout, grads):
        n = self.number
        dout = relu_backward(dout, self.relu_cache)
        if self.kind == "batchnorm":
            dout, grads["gamma" + n], grads["beta" + n] = batchnorm_backward(dout, self.norm_cache)
        elif self.kind == "layernorm":
            dout, grads["gamma" + n], grads["beta" + n] = layernorm_backward(dout, self.norm_cache)
        dout, grads["W" + n], grads["b" + n] = affine_backward(dout, self.fc_cache)
        return dout


class Output:
    """The last layer: only affine."""

    def __init__(self, number):
        self.number = str(number)

    def forward(self, x, params):
        scores, self.fc_cache = affine_forward(x, params["W" + self.number], params["b" + self.number])
        return scores

    def backward(self, dout, grads):
        dout, grads["W" + self.number], grads["b" + self.number] = affine_backward(dout, self.fc_cache)
        return dout


class FullyConnectedNet(object):
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 normalization=None, reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.normalization = normalization
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}
        self.layers = [Hidden(i + 1, normalization) for i in range(len(hidden_dims))]
        self.layers.append(Output(self.num_layers))

        sizes = [input_dim] + list(hidden_dims) + [num_classes]
        for layer, rows, columns in zip(self.layers, sizes, sizes[1:]):
            n = layer.number
            self.params["W" + n] = weight_scale * np.random.randn(rows, columns)
            self.params["b" + n] = np.zeros(columns)
            if normalization and isinstance(layer, Hidden):
                self.params["gamma" + n] = np.ones(columns)
                self.params["beta" + n] = np.zeros(columns)
        for k, v in self.params.items():
            self.params[k] = v.astype(dtype)

    def loss(self, X, y=None):
        mode = "test" if y is None else "train"
        for layer in self.layers[:-1]:
            layer.norm_param["mode"] = mode

        out = X.astype(self.dtype)
        for layer in self.layers:
            out = layer.forward(out, self.params)
        if y is None:
            return out

        loss, dout = softmax_loss(out, y)
        grads = {}
        for layer in reversed(self.layers):
            dout = layer.backward(dout, grads)
        for layer in self.layers:
            W = self.params["W" + layer.number]
            loss += 0.5 * self.reg * np.sum(W ** 2)
            grads["W" + layer.number] += self.reg * W
        return loss, grads
