import numpy as np

from ..layers import *


class FullyConnectedNet(object):
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 normalization=None, reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.normalization = normalization
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}

        # first layer
        self.params['W1'] = np.random.randn(input_dim, hidden_dims[0]) * weight_scale
        self.params['b1'] = np.zeros(hidden_dims[0])
        # middle layers
        i = 2
        while i < self.num_layers:
            self.params['W' + str(i)] = np.random.randn(hidden_dims[i - 2], hidden_dims[i - 1]) * weight_scale
            self.params['b' + str(i)] = np.zeros(hidden_dims[i - 1])
            i += 1
        # last layer
        self.params['W' + str(i)] = np.random.randn(hidden_dims[-1], num_classes) * weight_scale
        self.params['b' + str(i)] = np.zeros(num_classes)
        # batchnorm / layernorm
        if self.normalization == 'batchnorm' or self.normalization == 'layernorm':
            for j, H in enumerate(hidden_dims):
                self.params['gamma' + str(j + 1)] = np.ones(H)
                self.params['beta' + str(j + 1)] = np.zeros(H)

        self.bn_params = []
        if self.normalization == 'batchnorm':
            self.bn_params = [{'mode': 'train'} for i in range(self.num_layers - 1)]
        if self.normalization == 'layernorm':
            self.bn_params = [{} for i in range(self.num_layers - 1)]
        for k, v in self.params.items():
            self.params[k] = v.astype(dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = 'test' if y is None else 'train'
        if self.normalization == 'batchnorm':
            for bn_param in self.bn_params:
                bn_param['mode'] = mode

        current = X
        stack = []
        i = 1
        while i < self.num_layers:
            W = self.params['W' + str(i)]
            b = self.params['b' + str(i)]
            current, cache = affine_forward(current, W, b)
            stack.append(cache)
            if self.normalization == 'batchnorm':
                gamma = self.params['gamma' + str(i)]
                beta = self.params['beta' + str(i)]
                current, cache = batchnorm_forward(current, gamma, beta, self.bn_params[i - 1])
                stack.append(cache)
            if self.normalization == 'layernorm':
                gamma = self.params['gamma' + str(i)]
                beta = self.params['beta' + str(i)]
                current, cache = layernorm_forward(current, gamma, beta, self.bn_params[i - 1])
                stack.append(cache)
            current, cache = relu_forward(current)
            stack.append(cache)
            i += 1
        scores, cache = affine_forward(current, self.params['W' + str(i)], self.params['b' + str(i)])
        stack.append(cache)

        if mode == 'test':
            return scores

        loss, grads = 0.0, {}
        loss, dcurrent = softmax_loss(scores, y)
        # last layer
        i = self.num_layers
        dcurrent, grads['W' + str(i)], grads['b' + str(i)] = affine_backward(dcurrent, stack.pop())
        # hidden layers, from behind
        i -= 1
        while i > 0:
            dcurrent = relu_backward(dcurrent, stack.pop())
            if self.normalization == 'batchnorm':
                dcurrent, dgamma, dbeta = batchnorm_backward(dcurrent, stack.pop())
                grads['gamma' + str(i)] = dgamma
                grads['beta' + str(i)] = dbeta
            if self.normalization == 'layernorm':
                dcurrent, dgamma, dbeta = layernorm_backward(dcurrent, stack.pop())
                grads['gamma' + str(i)] = dgamma
                grads['beta' + str(i)] = dbeta
            dcurrent, grads['W' + str(i)], grads['b' + str(i)] = affine_backward(dcurrent, stack.pop())
            i -= 1

        # regularization
        for k in range(1, self.num_layers + 1):
            W = self.params['W' + str(k)]
            loss += 0.5 * self.reg * np.sum(W ** 2)
            grads['W' + str(k)] += self.reg * W

        return loss, grads
