import numpy as np

from cs231n.layers import *


def affine_relu_fwd(x, w, b):
    a, fc = affine_forward(x, w, b)
    out, rl = relu_forward(a)
    return out, (fc, rl)


def affine_relu_bwd(dout, cache):
    fc, rl = cache
    return affine_backward(relu_backward(dout, rl), fc)


def affine_bn_relu_forward(x, w, b, gamma, beta, bn_param):
    a, fc = affine_forward(x, w, b)
    a, bn = batchnorm_forward(a, gamma, beta, bn_param)
    out, rl = relu_forward(a)
    return out, (fc, bn, rl)


def affine_bn_relu_backward(dout, cache):
    fc, bn, rl = cache
    da = relu_backward(dout, rl)
    da, dgamma, dbeta = batchnorm_backward(da, bn)
    dx, dw, db = affine_backward(da, fc)
    return dx, dw, db, dgamma, dbeta


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

        dims = [input_dim] + list(hidden_dims) + [num_classes]
        for i in range(1, len(dims)):
            self.params['W' + str(i)] = np.random.normal(loc=0, scale=weight_scale, size=(dims[i-1], dims[i]))
            self.params['b' + str(i)] = np.zeros((dims[i],))
            if i == len(dims) - 1:
                continue
            if self.use_batchnorm:
                self.params['gamma' + str(i)] = np.ones((dims[i],))
                self.params['beta' + str(i)] = np.zeros((dims[i],))

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

        a = X
        cache_list = []
        for i in range(1, self.num_layers):
            w = self.params['W' + str(i)]
            b = self.params['b' + str(i)]
            if self.use_batchnorm:
                gamma = self.params['gamma' + str(i)]
                beta = self.params['beta' + str(i)]
                a, cache = affine_bn_relu_forward(a, w, b, gamma, beta, self.bn_params[i-1])
            else:
                a, cache = affine_relu_fwd(a, w, b)
            cache_list.append(cache)
        w = self.params['W' + str(self.num_layers)]
        b = self.params['b' + str(self.num_layers)]
        scores, cache = affine_forward(a, w, b)
        cache_list.append(cache)

        if mode == 'test':
            return scores

        loss, grads = 0.0, {}
        loss, dx = softmax_loss(scores, y)
        for i in range(self.num_layers, 0, -1):
            cache = cache_list.pop()
            if i == self.num_layers:
                dx, dw, db = affine_backward(dx, cache)
            elif self.use_batchnorm:
                dx, dw, db, dgamma, dbeta = affine_bn_relu_backward(dx, cache)
                grads['gamma' + str(i)] = dgamma
                grads['beta' + str(i)] = dbeta
            else:
                dx, dw, db = affine_relu_bwd(dx, cache)
            w = self.params['W' + str(i)]
            loss += 0.5 * self.reg * np.sum(w * w)
            grads['W' + str(i)] = dw + self.reg * w
            grads['b' + str(i)] = db
        return loss, grads
