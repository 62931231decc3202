import numpy as np

from ..layers import affine_forward, affine_backward
from ..layers import relu_forward, relu_backward
from ..layers import batchnorm_forward, batchnorm_backward
from ..layers import layernorm_forward, layernorm_backward
from ..layers import softmax_loss


class FullyConnectedNet(object):

    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 normalization=None, reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.normalization = normalization
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}

        dims = [input_dim]
        dims.extend(hidden_dims)
        dims.append(num_classes)
        for n in range(1, self.num_layers + 1):
            self.params[self.name('W', n)] = weight_scale * np.random.randn(dims[n - 1], dims[n])
            self.params[self.name('b', n)] = np.zeros(dims[n])
            if n != self.num_layers and normalization:
                self.params[self.name('gamma', n)] = np.ones(dims[n])
                self.params[self.name('beta', n)] = np.zeros(dims[n])

        self.bn_params = []
        if self.normalization == 'batchnorm':
            self.bn_params = [{'mode': 'train'} for i in range(self.num_layers - 1)]
        if self.normalization == 'layernorm':
            self.bn_params = [{} for i in range(self.num_layers - 1)]
        for k, v in self.params.items():
            self.params[k] = v.astype(dtype)

    @staticmethod
    def name(letter, n):
        return letter + str(n)

    def weights(self, n):
        return self.params[self.name('W', n)], self.params[self.name('b', n)]

    def scales(self, n):
        return self.params[self.name('gamma', n)], self.params[self.name('beta', n)]

    def forward(self, X):
        caches = {}
        for n in range(1, self.num_layers):
            W, b = self.weights(n)
            X, caches['affine', n] = affine_forward(X, W, b)
            if self.normalization == 'batchnorm':
                gamma, beta = self.scales(n)
                X, caches['norm', n] = batchnorm_forward(X, gamma, beta, self.bn_params[n - 1])
            elif self.normalization == 'layernorm':
                gamma, beta = self.scales(n)
                X, caches['norm', n] = layernorm_forward(X, gamma, beta, self.bn_params[n - 1])
            X, caches['relu', n] = relu_forward(X)
        W, b = self.weights(self.num_layers)
        scores, caches['affine', self.num_layers] = affine_forward(X, W, b)
        return scores, caches

    def backward(self, dscores, caches):
        grads = {}
        dX = dscores
        for n in range(self.num_layers, 0, -1):
            if n < self.num_layers:
                dX = relu_backward(dX, caches['relu', n])
                if self.normalization:
                    back = batchnorm_backward if self.normalization == 'batchnorm' else layernorm_backward
                    dX, dgamma, dbeta = back(dX, caches['norm', n])
                    grads[self.name('gamma', n)] = dgamma
                    grads[self.name('beta', n)] = dbeta
            dX, dW, db = affine_backward(dX, caches['affine', n])
            grads[self.name('W', n)] = dW
            grads[self.name('b', n)] = db
        return grads

    def regularize(self, loss, grads):
        for n in range(1, self.num_layers + 1):
            W, _ = self.weights(n)
            loss += 0.5 * self.reg * np.sum(W ** 2)
            grads[self.name('W', n)] += self.reg * W
        return loss, grads

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = 'test' if y is None else 'train'
        if self.normalization == 'batchnorm':
            for bn_param in self.bn_params:
                bn_param['mode'] = mode

        scores, caches = self.forward(X)
        if mode == 'test':
            return scores
        loss, dscores = softmax_loss(scores, y)
        grads = self.backward(dscores, caches)
        return self.regularize(loss, grads)
