import numpy as np
from ..layers import *


class FullyConnectedNet:
    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 normalization=None, reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.normalization = normalization
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype

        def weight(rows, cols):
            return (weight_scale * np.random.randn(rows, cols)).astype(dtype)

        def constant(value, cols):
            return np.full(cols, value, dtype=dtype)

        sizes = [input_dim] + list(hidden_dims) + [num_classes]
        self.params = {}
        for i, (rows, cols) in enumerate(zip(sizes[:-1], sizes[1:])):
            self.params[f'W{i+1}'] = weight(rows, cols)
            self.params[f'b{i+1}'] = constant(0, cols)
            is_hidden = i + 1 < self.num_layers
            if is_hidden and normalization is not None:
                self.params[f'gamma{i+1}'] = constant(1, cols)
                self.params[f'beta{i+1}'] = constant(0, cols)

        self.bn_params = []
        if self.normalization == 'batchnorm':
            self.bn_params = [{'mode': 'train'} for i in range(self.num_layers - 1)]
        if self.normalization == 'layernorm':
            self.bn_params = [{} for i in range(self.num_layers - 1)]

    def loss(self, X, y=None):
        mode = 'test' if y is None else 'train'
        if self.normalization == 'batchnorm':
            for bn_param in self.bn_params:
                bn_param['mode'] = mode

        undo = []  # one function for every step, to be called from the last to the first
        grads = {}

        def affine(x, i):
            out, cache = affine_forward(x, self.params[f'W{i}'], self.params[f'b{i}'])

            def back(d):
                d, grads[f'W{i}'], grads[f'b{i}'] = affine_backward(d, cache)
                return d
            undo.append(back)
            return out

        def norm(x, i):
            args = (x, self.params[f'gamma{i}'], self.params[f'beta{i}'], self.bn_params[i - 1])
            if self.normalization == 'batchnorm':
                out, cache = batchnorm_forward(*args)
            else:
                out, cache = layernorm_forward(*args)

            def back(d):
                f = batchnorm_backward if self.normalization == 'batchnorm' else layernorm_backward
                d, grads[f'gamma{i}'], grads[f'beta{i}'] = f(d, cache)
                return d
            undo.append(back)
            return out

        def relu(x):
            out, cache = relu_forward(x)
            undo.append(lambda d: relu_backward(d, cache))
            return out

        a = X.astype(self.dtype)
        for i in range(1, self.num_layers):
            a = affine(a, i)
            if self.normalization is not None:
                a = norm(a, i)
            a = relu(a)
        scores = affine(a, self.num_layers)
        if mode == 'test':
            return scores

        loss, d = softmax_loss(scores, y)
        for back in undo[::-1]:
            d = back(d)
        for i in range(1, self.num_layers + 1):
            W = self.params[f'W{i}']
            loss += 0.5 * self.reg * np.sum(W ** 2)
            grads[f'W{i}'] = grads[f'W{i}'] + self.reg * W
        return loss, grads
