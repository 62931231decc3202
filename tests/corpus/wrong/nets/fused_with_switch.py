import numpy as np
from cs231n.layers import *


def affine_norm_relu_forward(x, w, b, gamma, beta, norm_param, normalization):
    """affine -> (bn | ln | nothing) -> relu"""
    a, fc_cache = affine_forward(x, w, b)
    bn_cache = None
    if normalization == 'batchnorm':
        a, bn_cache = batchnorm_forward(a, gamma, beta, norm_param)
    elif normalization == 'layernorm':
        a, bn_cache = layernorm_forward(a, gamma, beta, norm_param)
    out, relu_cache = relu_forward(a)
    return out, (fc_cache, bn_cache, relu_cache)


def affine_norm_relu_backward(dout, cache, normalization):
    fc_cache, bn_cache, relu_cache = cache
    da = relu_backward(dout, relu_cache)
    dgamma, dbeta = None, None
    if normalization == 'batchnorm':
        da, dgamma, dbeta = batchnorm_backward(da, bn_cache)
    elif normalization == 'layernorm':
        da, dgamma, dbeta = layernorm_backward(da, bn_cache)
    dx, dw, db = affine_backward(da, fc_cache)
    return dx, dw, db, dgamma, dbeta


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

        prev = input_dim
        for i, h in enumerate(hidden_dims):
            n = str(i + 1)
            self.params['W' + n] = np.random.randn(prev, h) * weight_scale
            self.params['b' + n] = np.zeros(h)
            if normalization in ('batchnorm', 'layernorm'):
                self.params['gamma' + n] = np.ones(h)
                self.params['beta' + n] = np.zeros(h)
            prev = h
        n = str(self.num_layers)
        self.params['W' + n] = np.random.randn(prev, num_classes) * weight_scale
        self.params['b' + n] = np.zeros(num_classes)

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

        caches = {}
        out = X
        for i in range(self.num_layers - 1):
            n = str(i + 1)
            gamma = self.params.get('gamma' + n)
            beta = self.params.get('beta' + n)
            norm_param = self.bn_params[i] if self.bn_params else None
            out, caches[n] = affine_norm_relu_forward(
                out, self.params['W' + n], self.params['b' + n], gamma, beta, norm_param, self.normalization)
        last = str(self.num_layers)
        scores, caches[last] = affine_forward(out, self.params['W' + last], self.params['b' + last])

        if mode == 'test':
            return scores

        grads = {}
        loss, dout = softmax_loss(scores, y)
        reg_loss = 0
        for key in self.params:
            if key.startswith('W'):
                reg_loss += np.sum(self.params[key] ** 2)
        loss += 0.5 * self.reg * reg_loss

        dout, grads['W' + last], grads['b' + last] = affine_backward(dout, caches[last])
        for i in range(self.num_layers - 2, -1, -1):
            n = str(i + 1)
            dout, dw, db, dgamma, dbeta = affine_norm_relu_backward(dout, caches[n], self.normalization)
            grads['W' + n] = dw
            grads['b' + n] = db
            if self.normalization is not None:
                grads['gamma' + n] = dgamma
                grads['beta' + n] = dbeta
        for key in grads:
            if key.startswith('W'):
                grads[key] += self.reg * self.params[key]
        return loss, grads
