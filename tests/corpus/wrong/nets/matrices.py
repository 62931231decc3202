import numpy as np

from ..layers import batchnorm_forward, batchnorm_backward, layernorm_forward, layernorm_backward


class FullyConnectedNet:
    # I only need the norm layers, the rest is two lines of numpy.

    def __init__(self, hidden_dims, input_dim=3*32*32, num_classes=10, dropout_keep_ratio=1, normalization=None,
                 reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.normalization = normalization
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}
        rng = np.random.RandomState(seed)
        fan_in = input_dim
        for k, fan_out in enumerate(list(hidden_dims) + [num_classes]):
            self.params[f'W{k + 1}'] = (weight_scale * rng.randn(fan_in, fan_out)).astype(dtype)
            self.params[f'b{k + 1}'] = np.zeros(fan_out, dtype)
            if normalization and k < len(hidden_dims):
                self.params[f'gamma{k + 1}'] = np.ones(fan_out, dtype)
                self.params[f'beta{k + 1}'] = np.zeros(fan_out, dtype)
            fan_in = fan_out
        self.bn_params = [{'mode': 'train'} if normalization == 'batchnorm' else {} for _ in hidden_dims]

    def loss(self, X, y=None):
        H = X.reshape(X.shape[0], -1).astype(self.dtype)
        N = H.shape[0]
        P = self.params
        test_time = y is None
        if self.normalization == 'batchnorm':
            for bn_param in self.bn_params:
                bn_param['mode'] = 'test' if test_time else 'train'

        inputs, norm_caches, masks = [], [], []
        for k in range(1, self.num_layers):
            inputs.append(H)
            Z = H.dot(P[f'W{k}']) + P[f'b{k}']
            if self.normalization == 'batchnorm':
                Z, c = batchnorm_forward(Z, P[f'gamma{k}'], P[f'beta{k}'], self.bn_params[k - 1])
                norm_caches.append(c)
            if self.normalization == 'layernorm':
                Z, c = layernorm_forward(Z, P[f'gamma{k}'], P[f'beta{k}'], self.bn_params[k - 1])
                norm_caches.append(c)
            masks.append(Z > 0)
            H = Z * masks[-1]
        L = self.num_layers
        scores = H.dot(P[f'W{L}']) + P[f'b{L}']
        if test_time:
            return scores

        # softmax by hand
        shifted = scores - scores.max(axis=1, keepdims=True)
        log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        loss = -log_probs[np.arange(N), y].mean()
        dZ = np.exp(log_probs)
        dZ[np.arange(N), y] -= 1
        dZ /= N

        grads = {}
        grads[f'W{L}'] = H.T.dot(dZ) + self.reg * P[f'W{L}']
        grads[f'b{L}'] = dZ.sum(axis=0)
        dH = dZ.dot(P[f'W{L}'].T)
        loss += 0.5 * self.reg * np.sum(P[f'W{L}'] ** 2)
        for k in range(L - 1, 0, -1):
            dZ = dH * masks[k - 1]
            if self.normalization == 'batchnorm':
                dZ, grads[f'gamma{k}'], grads[f'beta{k}'] = batchnorm_backward(dZ, norm_caches[k - 1])
            if self.normalization == 'layernorm':
                dZ, grads[f'gamma{k}'], grads[f'beta{k}'] = layernorm_backward(dZ, norm_caches[k - 1])
            grads[f'W{k}'] = inputs[k - 1].T.dot(dZ) + self.reg * P[f'W{k}']
            grads[f'b{k}'] = dZ.sum(axis=0)
            dH = dZ.dot(P[f'W{k}'].T)
            loss += 0.5 * self.reg * np.sum(P[f'W{k}'] ** 2)
        return loss, grads
