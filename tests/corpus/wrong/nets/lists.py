import numpy as np
from ..layers import *

NORMS = {
    'batchnorm': (batchnorm_forward, batchnorm_backward),
    'layernorm': (layernorm_forward, layernorm_backward),
}


class FullyConnectedNet(object):
    def __init__(self, hidden_dims, input_dim=3*32*32, num_classes=10, dropout_keep_ratio=1,
                 normalization=None, reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.normalization = normalization
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}

        ins = [input_dim] + list(hidden_dims)
        outs = list(hidden_dims) + [num_classes]
        for i, (n_in, n_out) in enumerate(zip(ins, outs)):
            self.params['W%s' % (i + 1)] = np.random.randn(n_in, n_out) * weight_scale
            self.params['b%s' % (i + 1)] = np.zeros(n_out)
        if normalization in NORMS:
            for i, n_out in enumerate(hidden_dims):
                self.params['gamma%s' % (i + 1)] = np.ones(n_out)
                self.params['beta%s' % (i + 1)] = np.zeros(n_out)

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

        norm_forward, norm_backward = NORMS.get(self.normalization, (None, None))
        Ws = [self.params['W%s' % i] for i in range(1, self.num_layers + 1)]
        bs = [self.params['b%s' % i] for i in range(1, self.num_layers + 1)]
        gammas = [self.params.get('gamma%s' % i) for i in range(1, self.num_layers)]
        betas = [self.params.get('beta%s' % i) for i in range(1, self.num_layers)]

        h = X
        caches = []
        for i in range(self.num_layers - 1):
            h, c_affine = affine_forward(h, Ws[i], bs[i])
            c_norm = None
            if norm_forward is not None:
                h, c_norm = norm_forward(h, gammas[i], betas[i], self.bn_params[i])
            h, c_relu = relu_forward(h)
            caches.append((c_affine, c_norm, c_relu))
        scores, c_last = affine_forward(h, Ws[-1], bs[-1])

        if mode == 'test':
            return scores

        loss, dh = softmax_loss(scores, y)
        loss += 0.5 * self.reg * sum(np.sum(W * W) for W in Ws)
        dh, dW, db = affine_backward(dh, c_last)
        dWs, dbs, dgammas, dbetas = [dW], [db], [], []
        for c_affine, c_norm, c_relu in reversed(caches):
            dh = relu_backward(dh, c_relu)
            if norm_backward is not None:
                dh, dgamma, dbeta = norm_backward(dh, c_norm)
                dgammas.insert(0, dgamma)
                dbetas.insert(0, dbeta)
            dh, dW, db = affine_backward(dh, c_affine)
            dWs.insert(0, dW)
            dbs.insert(0, db)

        grads = {}
        for i, (dW, db) in enumerate(zip(dWs, dbs)):
            grads['W%s' % (i + 1)] = dW + self.reg * Ws[i]
            grads['b%s' % (i + 1)] = db
        for i, (dgamma, dbeta) in enumerate(zip(dgammas, dbetas)):
            grads['gamma%s' % (i + 1)] = dgamma
            grads['beta%s' % (i + 1)] = dbeta
        return loss, grads
