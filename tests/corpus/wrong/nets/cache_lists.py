import numpy as np

from cs231n.layers import *


class FullyConnectedNet(object):
    """My solution of the multi-layer network, with batchnorm and layernorm."""

    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10,
                 dropout=1, normalization=None, reg=0.0,
                 weight_scale=1e-2, dtype=np.float32, seed=None):
        self.normalization = normalization
        self.use_dropout = dropout != 1
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}

        D_prev = input_dim
        for k in range(1, self.num_layers + 1):
            D_next = hidden_dims[k - 1] if k < self.num_layers else num_classes
            self.params['W%d' % k] = np.random.normal(0, weight_scale, size=(D_prev, D_next))
            self.params['b%d' % k] = np.zeros(D_next)
            if k < self.num_layers and self.normalization in ['batchnorm', 'layernorm']:
                self.params['gamma%d' % k] = np.ones(D_next)
                self.params['beta%d' % k] = np.zeros(D_next)
            D_prev = D_next

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

        self.fc_cache = [0] * (self.num_layers + 1)
        self.norm_cache = [0] * (self.num_layers + 1)
        self.relu_cache = [0] * (self.num_layers + 1)

        prev_hidden = X
        for k in range(1, self.num_layers):
            W, b = self.params['W%d' % k], self.params['b%d' % k]
            hidden, self.fc_cache[k] = affine_forward(prev_hidden, W, b)
            if self.normalization == 'batchnorm':
                hidden, self.norm_cache[k] = batchnorm_forward(
                    hidden, self.params['gamma%d' % k], self.params['beta%d' % k], self.bn_params[k - 1])
            elif self.normalization == 'layernorm':
                hidden, self.norm_cache[k] = layernorm_forward(
                    hidden, self.params['gamma%d' % k], self.params['beta%d' % k], self.bn_params[k - 1])
            hidden, self.relu_cache[k] = relu_forward(hidden)
            prev_hidden = hidden
        k = self.num_layers
        scores, self.fc_cache[k] = affine_forward(prev_hidden, self.params['W%d' % k], self.params['b%d' % k])

        if mode == 'test':
            return scores

        loss, grads = 0.0, {}
        loss, dscores = softmax_loss(scores, y)
        sum_squares = 0.0
        for k in range(1, self.num_layers + 1):
            sum_squares += np.sum(np.square(self.params['W%d' % k]))
        loss += 0.5 * self.reg * sum_squares

        dprev, dW, db = affine_backward(dscores, self.fc_cache[self.num_layers])
        grads['W%d' % self.num_layers] = dW + self.reg * self.params['W%d' % self.num_layers]
        grads['b%d' % self.num_layers] = db
        for k in range(self.num_layers - 1, 0, -1):
            dhidden = relu_backward(dprev, self.relu_cache[k])
            if self.normalization == 'batchnorm':
                dhidden, dgamma, dbeta = batchnorm_backward(dhidden, self.norm_cache[k])
            elif self.normalization == 'layernorm':
                dhidden, dgamma, dbeta = layernorm_backward(dhidden, self.norm_cache[k])
            if self.normalization is not None:
                grads['gamma%d' % k], grads['beta%d' % k] = dgamma, dbeta
            dprev, dW, db = affine_backward(dhidden, self.fc_cache[k])
            grads['W%d' % k] = dW + self.reg * self.params['W%d' % k]
            grads['b%d' % k] = db
        return loss, grads
