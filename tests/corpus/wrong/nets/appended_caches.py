from builtins import range
from builtins import object
import numpy as np

from ..layers import *


class FullyConnectedNet(object):
    """Affine - norm - relu blocks, then affine and softmax."""

    def __init__(self, hidden_dims, input_dim=3 * 32 * 32, num_classes=10, dropout_keep_ratio=1,
                 normalization=None, reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None):
        self.normalization = normalization
        self.use_dropout = dropout_keep_ratio != 1
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}

        # *****START OF YOUR CODE*****
        all_dims = [input_dim, *hidden_dims, num_classes]
        for idx, (d_in, d_out) in enumerate(zip(all_dims[:-1], all_dims[1:]), start=1):
            self.params[f"W{idx}"] = np.random.normal(0.0, weight_scale, size=(d_in, d_out))
            self.params[f"b{idx}"] = np.zeros(d_out)
            if idx < self.num_layers and self.normalization is not None:
                self.params[f"gamma{idx}"] = np.ones(d_out)
                self.params[f"beta{idx}"] = np.zeros(d_out)
        # *****END OF YOUR CODE*****

        self.bn_params = []
        if self.normalization == "batchnorm":
            self.bn_params = [{"mode": "train"} for i in range(self.num_layers - 1)]
        if self.normalization == "layernorm":
            self.bn_params = [{} for i in range(self.num_layers - 1)]

        for k, v in self.params.items():
            self.params[k] = v.astype(dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.normalization == "batchnorm":
            for bn_param in self.bn_params:
                bn_param["mode"] = mode
        scores = None

        # *****START OF YOUR CODE*****
        hidden = X
        fc_caches, norm_caches, relu_caches = [], [], []
        for idx in range(1, self.num_layers):
            hidden, fc_cache = affine_forward(hidden, self.params[f"W{idx}"], self.params[f"b{idx}"])
            fc_caches.append(fc_cache)
            if self.normalization == "batchnorm":
                hidden, norm_cache = batchnorm_forward(
                    hidden, self.params[f"gamma{idx}"], self.params[f"beta{idx}"], self.bn_params[idx - 1])
                norm_caches.append(norm_cache)
            elif self.normalization == "layernorm":
                hidden, norm_cache = layernorm_forward(
                    hidden, self.params[f"gamma{idx}"], self.params[f"beta{idx}"], self.bn_params[idx - 1])
                norm_caches.append(norm_cache)
            hidden, relu_cache = relu_forward(hidden)
            relu_caches.append(relu_cache)
        scores, out_cache = affine_forward(
            hidden, self.params[f"W{self.num_layers}"], self.params[f"b{self.num_layers}"])
        # *****END OF YOUR CODE*****

        if mode == "test":
            return scores

        loss, grads = 0.0, {}
        # *****START OF YOUR CODE*****
        loss, dscores = softmax_loss(scores, y)
        for idx in range(1, self.num_layers + 1):
            loss += 0.5 * self.reg * np.sum(self.params[f"W{idx}"] ** 2)

        dhidden, dW, db = affine_backward(dscores, out_cache)
        grads[f"W{self.num_layers}"] = dW + self.reg * self.params[f"W{self.num_layers}"]
        grads[f"b{self.num_layers}"] = db
        for idx in range(self.num_layers - 1, 0, -1):
            dhidden = relu_backward(dhidden, relu_caches[idx - 1])
            if self.normalization == "batchnorm":
                dhidden, dgamma, dbeta = batchnorm_backward(dhidden, norm_caches[idx - 1])
                grads[f"gamma{idx}"] = dgamma
                grads[f"beta{idx}"] = dbeta
            elif self.normalization == "layernorm":
                dhidden, dgamma, dbeta = layernorm_backward(dhidden, norm_caches[idx - 1])
                grads[f"gamma{idx}"] = dgamma
                grads[f"beta{idx}"] = dbeta
            dhidden, dW, db = affine_backward(dhidden, fc_caches[idx - 1])
            grads[f"W{idx}"] = dW + self.reg * self.params[f"W{idx}"]
            grads[f"b{idx}"] = db
        # *****END OF YOUR CODE*****
        return loss, grads
