"""My network, without any normalization."""

import numpy as np

from ..layers import (
    affine_backward,
    affine_forward,
    dropout_backward,
    dropout_forward,
    relu_backward,
    relu_forward,
    softmax_loss,
)


class FullyConnectedNet:
    def __init__(
        self,
        hidden_dims,
        input_dim=3 * 32 * 32,
        num_classes=10,
        dropout_keep_ratio=1,
        normalization=None,
        reg=0.0,
        weight_scale=1e-2,
        dtype=np.float32,
        seed=None,
    ):
        self.normalization = normalization
        self.use_dropout = dropout_keep_ratio != 1
        self.reg = reg
        self.dtype = dtype
        self.params = {}
        widths = [input_dim, *hidden_dims, num_classes]
        self.num_layers = len(widths) - 1
        for i, (rows, columns) in enumerate(zip(widths, widths[1:]), 1):
            self.params[f"W{i}"] = np.random.normal(0, weight_scale, (rows, columns)).astype(dtype)
            self.params[f"b{i}"] = np.zeros(columns, dtype=dtype)
        self.dropout_param = {}
        if self.use_dropout:
            self.dropout_param = {"mode": "train", "p": dropout_keep_ratio}
            if seed is not None:
                self.dropout_param["seed"] = seed

    def loss(self, X, y=None):
        h = X.astype(self.dtype)
        if self.use_dropout:
            self.dropout_param["mode"] = "test" if y is None else "train"
        back = []
        for i in range(1, self.num_layers + 1):
            h, fc = affine_forward(h, self.params[f"W{i}"], self.params[f"b{i}"])
            relu = drop = None
            if i < self.num_layers:
                h, relu = relu_forward(h)
                if self.use_dropout:
                    h, drop = dropout_forward(h, self.dropout_param)
            back.append((i, fc, relu, drop))
        if y is None:
            return h

        loss, d = softmax_loss(h, y)
        grads = {}
        for i, fc, relu, drop in reversed(back):
            if drop is not None:
                d = dropout_backward(d, drop)
            if relu is not None:
                d = relu_backward(d, relu)
            d, dW, grads[f"b{i}"] = affine_backward(d, fc)
            W = self.params[f"W{i}"]
            grads[f"W{i}"] = dW + self.reg * W
            loss += 0.5 * self.reg * np.sum(W**2)
        return loss, grads
