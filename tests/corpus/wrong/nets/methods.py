import numpy as np

from ..layers import *


class FullyConnectedNet(object):
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 normalization=None, reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.normalization = normalization
        self.use_bn = normalization == "batchnorm"
        self.use_ln = normalization == "layernorm"
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        widths = [input_dim] + list(hidden_dims) + [num_classes]
        p = {}
        for n in range(1, self.num_layers + 1):
            p["W%d" % n] = np.random.randn(widths[n - 1], widths[n]) * weight_scale
            p["b%d" % n] = np.zeros(widths[n])
        if self.use_bn or self.use_ln:
            for n in range(1, self.num_layers):
                p["gamma%d" % n] = np.ones(widths[n])
                p["beta%d" % n] = np.zeros(widths[n])
        self.params = dict((key, value.astype(dtype)) for key, value in p.items())
        self.bn_params = [dict(mode="train") if self.use_bn else dict() for _ in hidden_dims]

    def normalize(self, z, n):
        gamma, beta = self.params["gamma%d" % n], self.params["beta%d" % n]
        if self.use_bn:
            return batchnorm_forward(z, gamma, beta, self.bn_params[n - 1])
        return layernorm_forward(z, gamma, beta, self.bn_params[n - 1])

    def normalize_back(self, dz, cache):
        if self.use_bn:
            return batchnorm_backward(dz, cache)
        return layernorm_backward(dz, cache)

    def penalty(self):
        total = 0.0
        for n in range(1, self.num_layers + 1):
            total += np.sum(self.params["W%d" % n] * self.params["W%d" % n])
        return 0.5 * self.reg * total

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.use_bn:
            for bn_param in self.bn_params:
                bn_param["mode"] = mode

        L = self.num_layers
        a = [X]
        fc, norm, act = [None] * (L + 1), [None] * (L + 1), [None] * (L + 1)
        for n in range(1, L):
            z, fc[n] = affine_forward(a[-1], self.params["W%d" % n], self.params["b%d" % n])
            if self.use_bn or self.use_ln:
                z, norm[n] = self.normalize(z, n)
            z, act[n] = relu_forward(z)
            a.append(z)
        scores, fc[L] = affine_forward(a[-1], self.params["W%d" % L], self.params["b%d" % L])
        if mode == "test":
            return scores

        data_loss, dz = softmax_loss(scores, y)
        loss = data_loss + self.penalty()
        grads = {}
        for n in range(L, 0, -1):
            if n < L:
                dz = relu_backward(dz, act[n])
                if self.use_bn or self.use_ln:
                    dz, grads["gamma%d" % n], grads["beta%d" % n] = self.normalize_back(dz, norm[n])
            dz, grads["W%d" % n], grads["b%d" % n] = affine_backward(dz, fc[n])
            grads["W%d" % n] += self.reg * self.params["W%d" % n]
        return loss, grads
