from ..layers import *


class FullyConnectedNet(object):
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1, normalization=None,
                 reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.normalization, self.reg, self.dtype = normalization, reg, dtype
        self.num_layers = len(hidden_dims) + 1
        self.params = self.build([input_dim] + list(hidden_dims) + [num_classes], weight_scale, 1)
        self.bn_params = [dict() for _ in hidden_dims]

    def build(self, dims, scale, i):
        if len(dims) == 1:
            return {}
        params = self.build(dims[1:], scale, i + 1)
        params["W" + str(i)] = (np.random.randn(dims[0], dims[1]) * scale).astype(self.dtype)
        params["b" + str(i)] = np.zeros(dims[1], dtype=self.dtype)
        if self.normalization is not None and len(dims) > 2:
            params["gamma" + str(i)] = np.ones(dims[1], dtype=self.dtype)
            params["beta" + str(i)] = np.zeros(dims[1], dtype=self.dtype)
        return params

    def loss(self, X, y=None):
        for param in self.bn_params:
            param["mode"] = "train" if y is not None else "test"
        grads = {}
        result = self.go(1, X.astype(self.dtype), y, grads)
        if y is None:
            return result
        loss, _ = result
        loss += 0.5 * self.reg * sum((w**2).sum() for name, w in self.params.items() if name[0] == "W")
        return loss, {name: g + self.reg * self.params[name] if name[0] == "W" else g for name, g in grads.items()}

    def go(self, i, x, y, grads):
        """Through layer i and all behind it; on the way back it gives the gradient of its own input."""
        W, b = self.params["W%d" % i], self.params["b%d" % i]
        a, fc_cache = affine_forward(x, W, b)
        if i == self.num_layers:
            if y is None:
                return a
            loss, d = softmax_loss(a, y)
        else:
            h = a
            if self.normalization is not None:
                norm = batchnorm_forward if self.normalization == "batchnorm" else layernorm_forward
                h, norm_cache = norm(a, self.params["gamma%d" % i], self.params["beta%d" % i], self.bn_params[i - 1])
            h, relu_cache = relu_forward(h)
            below = self.go(i + 1, h, y, grads)
            if y is None:
                return below
            loss, d = below
            d = relu_backward(d, relu_cache)
            if self.normalization is not None:
                back = batchnorm_backward if self.normalization == "batchnorm" else layernorm_backward
                d, grads["gamma%d" % i], grads["beta%d" % i] = back(d, norm_cache)
        d, grads["W%d" % i], grads["b%d" % i] = affine_backward(d, fc_cache)
        return loss, d
