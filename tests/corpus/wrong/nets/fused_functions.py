from ..layers import *
import numpy as np


def affine_relu(x, w, b):
    h, c1 = affine_forward(x, w, b)
    h, c2 = relu_forward(h)
    return h, (c1, c2)


def affine_relu_back(dout, cache):
    c1, c2 = cache
    dout = relu_backward(dout, c2)
    return affine_backward(dout, c1)


def affine_batchnorm_relu(x, w, b, gamma, beta, bn_param):
    h, c1 = affine_forward(x, w, b)
    h, c2 = batchnorm_forward(h, gamma, beta, bn_param)
    h, c3 = relu_forward(h)
    return h, (c1, c2, c3)


def affine_batchnorm_relu_back(dout, cache):
    c1, c2, c3 = cache
    dout = relu_backward(dout, c3)
    dout, dgamma, dbeta = batchnorm_backward(dout, c2)
    dx, dw, db = affine_backward(dout, c1)
    return dx, dw, db, dgamma, dbeta


def affine_layernorm_relu(x, w, b, gamma, beta, ln_param):
    h, c1 = affine_forward(x, w, b)
    h, c2 = layernorm_forward(h, gamma, beta, ln_param)
    h, c3 = relu_forward(h)
    return h, (c1, c2, c3)


def affine_layernorm_relu_back(dout, cache):
    c1, c2, c3 = cache
    dout = relu_backward(dout, c3)
    dout, dgamma, dbeta = layernorm_backward(dout, c2)
    dx, dw, db = affine_backward(dout, c1)
    return dx, dw, db, dgamma, dbeta


class FullyConnectedNet(object):
    def __init__(self, hidden_dims, input_dim=3*32*32, num_classes=10, dropout_keep_ratio=1,
                 normalization=None, reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.normalization = normalization
        self.use_dropout = dropout_keep_ratio != 1
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}

        arch = [input_dim] + list(hidden_dims) + [num_classes]
        for i in range(len(arch) - 1):
            self.params['W' + str(i + 1)] = weight_scale * np.random.randn(arch[i], arch[i + 1])
            self.params['b' + str(i + 1)] = np.zeros(arch[i + 1])
        for i in range(len(arch) - 2):
            if self.normalization == 'batchnorm':
                self.params['gamma' + str(i + 1)] = np.ones(arch[i + 1])
                self.params['beta' + str(i + 1)] = np.zeros(arch[i + 1])
            if self.normalization == 'layernorm':
                self.params['gamma' + str(i + 1)] = np.ones(arch[i + 1])
                self.params['beta' + str(i + 1)] = np.zeros(arch[i + 1])

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

        outputs = [X]
        caches = []
        for i in range(self.num_layers - 1):
            w, b = self.params['W' + str(i + 1)], self.params['b' + str(i + 1)]
            if self.normalization == 'batchnorm':
                gamma, beta = self.params['gamma' + str(i + 1)], self.params['beta' + str(i + 1)]
                o, c = affine_batchnorm_relu(outputs[i], w, b, gamma, beta, self.bn_params[i])
            elif self.normalization == 'layernorm':
                gamma, beta = self.params['gamma' + str(i + 1)], self.params['beta' + str(i + 1)]
                o, c = affine_layernorm_relu(outputs[i], w, b, gamma, beta, self.bn_params[i])
            else:
                o, c = affine_relu(outputs[i], w, b)
            outputs.append(o)
            caches.append(c)
        w, b = self.params['W' + str(self.num_layers)], self.params['b' + str(self.num_layers)]
        scores, c = affine_forward(outputs[-1], w, b)
        caches.append(c)

        if mode == 'test':
            return scores

        grads = {}
        loss, dout = softmax_loss(scores, y)
        loss += self.reg * 0.5 * np.sum([np.sum(self.params['W' + str(i + 1)] ** 2) for i in range(self.num_layers)])

        dout, dw, db = affine_backward(dout, caches[-1])
        grads['W' + str(self.num_layers)] = dw + self.reg * self.params['W' + str(self.num_layers)]
        grads['b' + str(self.num_layers)] = db
        for i in range(self.num_layers - 2, -1, -1):
            if self.normalization == 'batchnorm':
                dout, dw, db, dgamma, dbeta = affine_batchnorm_relu_back(dout, caches[i])
                grads['gamma' + str(i + 1)] = dgamma
                grads['beta' + str(i + 1)] = dbeta
            elif self.normalization == 'layernorm':
                dout, dw, db, dgamma, dbeta = affine_layernorm_relu_back(dout, caches[i])
                grads['gamma' + str(i + 1)] = dgamma
                grads['beta' + str(i + 1)] = dbeta
            else:
                dout, dw, db = affine_relu_back(dout, caches[i])
            grads['W' + str(i + 1)] = dw + self.reg * self.params['W' + str(i + 1)]
            grads['b' + str(i + 1)] = db
        return loss, grads
