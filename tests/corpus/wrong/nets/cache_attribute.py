import numpy as np

from ..layers import (affine_forward, affine_backward, relu_forward, relu_backward, softmax_loss,
                      batchnorm_forward, batchnorm_backward, layernorm_forward, layernorm_backward)


class FullyConnectedNet:

    def __init__(self, hidden_dims, input_dim=3072, num_classes=10, dropout_keep_ratio=1, normalization=None,
                 reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.normalization = normalization
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}
        self.cache = {}
        self.init_weights(input_dim, hidden_dims, num_classes, weight_scale)

        self.bn_params = []
        if self.normalization == 'batchnorm':
            self.bn_params = [{'mode': 'train'} for i in range(self.num_layers - 1)]
        if self.normalization == 'layernorm':
            self.bn_params = [{} for i in range(self.num_layers - 1)]

    def init_weights(self, input_dim, hidden_dims, num_classes, weight_scale):
        sizes = np.hstack((input_dim, hidden_dims, num_classes))
        for i in range(self.num_layers):
            shape = (sizes[i], sizes[i + 1])
            self.set('W', i, weight_scale * np.random.standard_normal(shape))
            self.set('b', i, np.zeros(sizes[i + 1]))
        if self.normalization is not None:
            for i in range(self.num_layers - 1):
                self.set('gamma', i, np.ones(sizes[i + 1]))
                self.set('beta', i, np.zeros(sizes[i + 1]))

    def set(self, name, i, value):
        self.params['{}{}'.format(name, i + 1)] = value.astype(self.dtype)

    def get(self, name, i):
        return self.params['{}{}'.format(name, i + 1)]

    def forward_block(self, i, x):
        x, self.cache['affine', i] = affine_forward(x, self.get('W', i), self.get('b', i))
        if self.normalization == 'batchnorm':
            x, self.cache['norm', i] = batchnorm_forward(x, self.get('gamma', i), self.get('beta', i), self.bn_params[i])
        if self.normalization == 'layernorm':
            x, self.cache['norm', i] = layernorm_forward(x, self.get('gamma', i), self.get('beta', i), self.bn_params[i])
        x, self.cache['relu', i] = relu_forward(x)
        return x

    def backward_block(self, i, dx, grads):
        n = str(i + 1)
        dx = relu_backward(dx, self.cache['relu', i])
        if self.normalization == 'batchnorm':
            dx, grads['gamma' + n], grads['beta' + n] = batchnorm_backward(dx, self.cache['norm', i])
        if self.normalization == 'layernorm':
            dx, grads['gamma' + n], grads['beta' + n] = layernorm_backward(dx, self.cache['norm', i])
        dx, grads['W' + n], grads['b' + n] = affine_backward(dx, self.cache['affine', i])
        return dx

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = 'test' if y is None else 'train'
        if self.normalization == 'batchnorm':
            for bn_param in self.bn_params:
                bn_param['mode'] = mode

        out = X
        last = self.num_layers - 1
        for i in range(last):
            out = self.forward_block(i, out)
        scores, self.cache['scores'] = affine_forward(out, self.get('W', last), self.get('b', last))
        if y is None:
            return scores

        grads = {}
        loss, dx = softmax_loss(scores, y)
        dx, grads['W' + str(last + 1)], grads['b' + str(last + 1)] = affine_backward(dx, self.cache['scores'])
        for i in reversed(range(last)):
            dx = self.backward_block(i, dx, grads)

        for i in range(self.num_layers):
            loss += 0.5 * self.reg * np.sum(np.square(self.get('W', i)))
            grads['W' + str(i + 1)] += self.reg * self.get('W', i)
        return loss, grads
