from builtins import range
from builtins import object
import numpy as np

from cs231n.layers import *


class FullyConnectedNet(object):

    def __init__(self, hidden_dims, input_dim=3*32*32, num_classes=10,
                 dropout=0, use_batchnorm=False, reg=0.0,
                 weight_scale=1e-2, dtype=np.float32, seed=None):
        self.use_batchnorm = use_batchnorm
        self.use_dropout = dropout > 0
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}

        dimensions = np.concatenate(([input_dim], hidden_dims, [num_classes])).astype(int)
        for l in range(self.num_layers):
            layer = str(l + 1)
            self.params['W' + layer] = np.random.normal(scale=weight_scale, size=(dimensions[l], dimensions[l+1]))
            self.params['b' + layer] = np.zeros(dimensions[l+1])
        if self.use_batchnorm:
            for l in range(self.num_layers - 1):
                layer = str(l + 1)
                self.params['gamma' + layer] = np.ones(dimensions[l+1])
                self.params['beta' + layer] = np.zeros(dimensions[l+1])

        self.bn_params = []
        if self.use_batchnorm:
            self.bn_params = [{'mode': 'train'} for i in range(self.num_layers - 1)]

        for k, v in self.params.items():
            self.params[k] = v.astype(dtype)


    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = 'test' if y is None else 'train'
        if self.use_batchnorm:
            for bn_param in self.bn_params:
                bn_param['mode'] = mode

        self.affine_caches = []
        self.bn_caches = []
        self.relu_caches = []
        values = X
        for l in range(self.num_layers):
            layer = str(l + 1)
            values, cache = affine_forward(values, self.params['W' + layer], self.params['b' + layer])
            self.affine_caches.append(cache)
            if l < self.num_layers - 1:
                if self.use_batchnorm:
                    values, cache = batchnorm_forward(values, self.params['gamma' + layer], self.params['beta' + layer], self.bn_params[l])
                    self.bn_caches.append(cache)
                values, cache = relu_forward(values)
                self.relu_caches.append(cache)
        scores = values

        if mode == 'test':
            return scores

        loss, grads = 0.0, {}
        loss, dvalues = softmax_loss(scores, y)
        for l in reversed(range(self.num_layers)):
            layer = str(l + 1)
            if l < self.num_layers - 1:
                dvalues = relu_backward(dvalues, self.relu_caches[l])
                if self.use_batchnorm:
                    dvalues, dgamma, dbeta = batchnorm_backward(dvalues, self.bn_caches[l])
                    grads['gamma' + layer] = dgamma
                    grads['beta' + layer] = dbeta
            dvalues, dw, db = affine_backward(dvalues, self.affine_caches[l])
            grads['W' + layer] = dw
            grads['b' + layer] = db

            loss += 0.5 * self.reg * np.sum(self.params['W' + layer]**2)
            grads['W' + layer] += self.reg * self.params['W' + layer]

        return loss, grads
