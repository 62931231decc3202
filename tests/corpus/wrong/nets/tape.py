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

        D = [input_dim] + list(hidden_dims) + [num_classes]
        L = self.num_layers
        self.params.update({'W%i' % (l + 1): np.random.randn(D[l], D[l + 1]) * weight_scale for l in range(L)})
        self.params.update({'b%i' % (l + 1): np.zeros(D[l + 1]) for l in range(L)})
        if normalization is not None:
            self.params.update({'gamma%i' % (l + 1): np.ones(D[l + 1]) for l in range(L - 1)})
            self.params.update({'beta%i' % (l + 1): np.zeros(D[l + 1]) for l in range(L - 1)})

        self.bn_params = []
        if self.normalization == 'batchnorm':
            self.bn_params = [{'mode': 'train'} for i in range(L - 1)]
        if self.normalization == 'layernorm':
            self.bn_params = [{} for i in range(L - 1)]
        self.params = {k: v.astype(dtype) for k, v in self.params.items()}

    def loss(self, X, y=None):
        p = self.params
        L = self.num_layers
        x = X.astype(self.dtype)
        mode = 'train' if y is not None else 'test'
        if self.normalization == 'batchnorm':
            for bn_param in self.bn_params:
                bn_param['mode'] = mode

        # the tape: what was done, to which layer, and its cache
        tape = []
        for l in range(1, L + 1):
            x, c = affine_forward(x, p['W%i' % l], p['b%i' % l])
            tape.append(('affine', l, c))
            if l == L:
                break
            if self.normalization == 'batchnorm':
                x, c = batchnorm_forward(x, p['gamma%i' % l], p['beta%i' % l], self.bn_params[l - 1])
                tape.append(('batchnorm', l, c))
            elif self.normalization == 'layernorm':
                x, c = layernorm_forward(x, p['gamma%i' % l], p['beta%i' % l], self.bn_params[l - 1])
                tape.append(('layernorm', l, c))
            x, c = relu_forward(x)
            tape.append(('relu', l, c))
        scores = x
        if mode == 'test':
            return scores

        loss, d = softmax_loss(scores, y)
        grads = {}
        while tape:
            op, l, c = tape.pop()
            if op == 'affine':
                d, grads['W%i' % l], grads['b%i' % l] = affine_backward(d, c)
                loss += 0.5 * self.reg * (p['W%i' % l] ** 2).sum()
                grads['W%i' % l] += self.reg * p['W%i' % l]
            elif op == 'batchnorm':
                d, grads['gamma%i' % l], grads['beta%i' % l] = batchnorm_backward(d, c)
            elif op == 'layernorm':
                d, grads['gamma%i' % l], grads['beta%i' % l] = layernorm_backward(d, c)
            else:
                d = relu_backward(d, c)
        return loss, grads
