import numpy as np

from cs231n.layers import *


class FullyConnectedNet(object):
    """The hand-out of 2016: use_batchnorm, and dropout where 0 means none."""

    def __init__(self, hidden_dims, input_dim=3*32*32, num_classes=10, dropout=0, use_batchnorm=False, reg=0.0,
                 weight_scale=1e-2, dtype=np.float32, seed=None):
        self.use_batchnorm = use_batchnorm
        self.use_dropout = dropout > 0
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}

        dims = [input_dim] + hidden_dims + [num_classes]
        for l in range(self.num_layers):
            self.params['W%d' % (l + 1)] = weight_scale * np.random.randn(dims[l], dims[l + 1])
            self.params['b%d' % (l + 1)] = np.zeros(dims[l + 1])
            if self.use_batchnorm and l != self.num_layers - 1:
                self.params['gamma%d' % (l + 1)] = np.ones(dims[l + 1])
                self.params['beta%d' % (l + 1)] = np.zeros(dims[l + 1])

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

        layer = {}
        layer[0] = X
        cache_layer = {}
        for l in range(1, self.num_layers):
            w, b = self.params['W%d' % l], self.params['b%d' % l]
            h, c1 = affine_forward(layer[l - 1], w, b)
            c2 = None
            if self.use_batchnorm:
                h, c2 = batchnorm_forward(h, self.params['gamma%d' % l], self.params['beta%d' % l], self.bn_params[l - 1])
            layer[l], c3 = relu_forward(h)
            cache_layer[l] = (c1, c2, c3)

        last_w, last_b = 'W%d' % self.num_layers, 'b%d' % self.num_layers
        scores, cache_scores = affine_forward(layer[self.num_layers - 1], self.params[last_w], self.params[last_b])

        if mode == 'test':
            return scores

        loss, grads = 0.0, {}
        loss, dscores = softmax_loss(scores, y)
        for l in range(1, self.num_layers + 1):
            loss += 0.5 * self.reg * np.sum(self.params['W%d' % l] ** 2)

        dx, grads[last_w], grads[last_b] = affine_backward(dscores, cache_scores)
        grads[last_w] += self.reg * self.params[last_w]
        for l in reversed(range(1, self.num_layers)):
            c1, c2, c3 = cache_layer[l]
            dx = relu_backward(dx, c3)
            if self.use_batchnorm:
                dx, dgamma, dbeta = batchnorm_backward(dx, c2)
                grads['gamma%d' % l] = dgamma
                grads['beta%d' % l] = dbeta
            dx, dw, db = affine_backward(dx, c1)
            grads['W%d' % l] = dw + self.reg * self.params['W%d' % l]
            grads['b%d' % l] = db
        return loss, grads
