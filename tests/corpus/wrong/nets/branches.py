from builtins import range
import numpy as np
from ..layers import *


class FullyConnectedNet(object):

    def __init__(self, hidden_dims, input_dim=3*32*32, num_classes=10,
                 dropout=1, normalization=None, reg=0.0,
                 weight_scale=1e-2, dtype=np.float32, seed=None):
        self.normalization = normalization
        self.use_dropout = dropout != 1
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}

        for i in range(self.num_layers):
            if i == 0:
                rows, cols = input_dim, hidden_dims[0]
            elif i == self.num_layers - 1:
                rows, cols = hidden_dims[i-1], num_classes
            else:
                rows, cols = hidden_dims[i-1], hidden_dims[i]
            self.params['W'+str(i+1)] = np.random.normal(0, weight_scale, (rows, cols))
            self.params['b'+str(i+1)] = np.zeros((cols,))
            if self.normalization is not None and i != self.num_layers - 1:
                self.params['gamma'+str(i+1)] = np.ones((cols,))
                self.params['beta'+str(i+1)] = np.zeros((cols,))

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
        scores = None

        out = {}
        fc_cache, bn_cache, ln_cache, relu_cache = {}, {}, {}, {}
        for i in range(self.num_layers):
            if i == 0:
                inp = X
            else:
                inp = out[i-1]
            W, b = self.params['W'+str(i+1)], self.params['b'+str(i+1)]
            if i == self.num_layers - 1:
                scores, fc_cache[i] = affine_forward(inp, W, b)
            elif self.normalization == 'batchnorm':
                gamma, beta = self.params['gamma'+str(i+1)], self.params['beta'+str(i+1)]
                h1, fc_cache[i] = affine_forward(inp, W, b)
                h2, bn_cache[i] = batchnorm_forward(h1, gamma, beta, self.bn_params[i])
                out[i], relu_cache[i] = relu_forward(h2)
            elif self.normalization == 'layernorm':
                gamma, beta = self.params['gamma'+str(i+1)], self.params['beta'+str(i+1)]
                h1, fc_cache[i] = affine_forward(inp, W, b)
                h2, ln_cache[i] = layernorm_forward(h1, gamma, beta, self.bn_params[i])
                out[i], relu_cache[i] = relu_forward(h2)
            else:
                h1, fc_cache[i] = affine_forward(inp, W, b)
                out[i], relu_cache[i] = relu_forward(h1)

        if mode == 'test':
            return scores

        loss, grads = 0.0, {}
        loss, dscores = softmax_loss(scores, y)
        for i in range(self.num_layers):
            loss += 0.5*self.reg*np.sum(self.params['W'+str(i+1)]**2)

        dh = dscores
        for i in range(self.num_layers)[::-1]:
            if i == self.num_layers - 1:
                dh, dW, db = affine_backward(dh, fc_cache[i])
            elif self.normalization == 'batchnorm':
                dh2 = relu_backward(dh, relu_cache[i])
                dh1, dgamma, dbeta = batchnorm_backward(dh2, bn_cache[i])
                dh, dW, db = affine_backward(dh1, fc_cache[i])
                grads['gamma'+str(i+1)], grads['beta'+str(i+1)] = dgamma, dbeta
            elif self.normalization == 'layernorm':
                dh2 = relu_backward(dh, relu_cache[i])
                dh1, dgamma, dbeta = layernorm_backward(dh2, ln_cache[i])
                dh, dW, db = affine_backward(dh1, fc_cache[i])
                grads['gamma'+str(i+1)], grads['beta'+str(i+1)] = dgamma, dbeta
            else:
                dh1 = relu_backward(dh, relu_cache[i])
                dh, dW, db = affine_backward(dh1, fc_cache[i])
            grads['W'+str(i+1)] = dW + self.reg*self.params['W'+str(i+1)]
            grads['b'+str(i+1)] = db

        return loss, grads
