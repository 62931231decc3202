"""A fully connected net: {affine - [normalization] - relu - [dropout]} x (L - 1) - affine - softmax."""

from typing import Any

import numpy as np

from ._types import Array, Labels, Param
from .affine import affine_backward, affine_forward
from .dropout import dropout_backward, dropout_forward
from .layer_utils import (
    affine_norm_relu_backward,
    affine_norm_relu_forward,
    affine_relu_backward,
    affine_relu_forward,
)
from .softmax import softmax_loss


class FullyConnectedNet:
    """A classifier of any depth; its parameters are in params as W1, b1, gamma1, beta1, W2 and so on."""

    def __init__(
        self,
        hidden_dims: list[int],
        input_dim: int = 3 * 32 * 32,
        num_classes: int = 10,
        dropout_keep_ratio: float = 1,
        normalization: str | None = None,
        reg: float = 0.0,
        weight_scale: float = 1e-2,
        dtype: Any = np.float32,
        seed: int | None = None,
    ) -> None:
        """Draw normal weights from numpy's global generator; biases and shifts begin at 0, scales at 1.

        Args:
            hidden_dims: size of each hidden layer; may be empty.
            input_dim: numbers in one sample.
            num_classes: number of classes.
            dropout_keep_ratio: probability of keeping an entry behind a hidden layer; 1 means no dropout.
            normalization: None, "batchnorm", "layernorm" or "rmsnorm"; the output layer has none.
            reg: strength of the L2 penalty on the weights.
            weight_scale: standard deviation of the weights.
            dtype: float32 or float64, of all parameters and all computations.
            seed: makes the dropout masks repeatable.

        Raises:
            ValueError: the normalization is none of the four.
        """
        if normalization not in (None, "batchnorm", "layernorm", "rmsnorm"):
            raise ValueError(
                f'normalization is {normalization!r}. It must be None, "batchnorm", "layernorm" or "rmsnorm".'
            )
        self.normalization = normalization
        self.use_dropout = dropout_keep_ratio != 1
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype

        self.params: dict[str, Array] = {}
        self._init_params([input_dim, *hidden_dims, num_classes], weight_scale)

        self.dropout_param: Param = {}
        if self.use_dropout:
            self.dropout_param = {"p": dropout_keep_ratio}
            if seed is not None:
                self.dropout_param["seed"] = seed

        self.bn_params: list[Param] = []  # one a hidden layer
        if normalization is not None:
            self.bn_params = [{} for _ in hidden_dims]
        self._set_mode("train")

    def _init_params(self, dims: list[int], weight_scale: float) -> None:
        """Fill params; dims are the sizes of the input, of each hidden layer, and of the output."""
        for i in range(1, self.num_layers + 1):
            D, M = dims[i - 1], dims[i]
            self.params[f"W{i}"] = np.random.normal(0, weight_scale, (D, M))  # noqa: NPY002  (notebooks seed it)
            self.params[f"b{i}"] = np.zeros(M)
            if self.normalization is not None and i < self.num_layers:
                self.params[f"gamma{i}"] = np.ones(M)
                if self.normalization != "rmsnorm":
                    self.params[f"beta{i}"] = np.zeros(M)
        self.params = {name: value.astype(self.dtype) for name, value in self.params.items()}

    def loss(self, X: Array, y: Labels | None = None) -> Any:
        """Without y the scores in test mode, with y the loss and its gradients in train mode.

        Args:
            X: input, (N, d1, ..., dk) with d1 * ... * dk = input_dim.
            y: the right class of each sample, (N,).

        Returns:
            scores (N, num_classes) if y is None, else (loss, grads): a number, and a dictionary with the keys
            and shapes of params.
        """
        self._set_mode("test" if y is None else "train")
        scores, caches = self._forward(X.astype(self.dtype))
        if y is None:
            return scores
        data_loss, dscores = softmax_loss(scores, y)
        grads = self._backward(dscores, caches)
        return self._regularize(data_loss, grads)

    def _set_mode(self, mode: str) -> None:
        """Tell the layers that behave differently in training and testing which it is."""
        if self.use_dropout:
            self.dropout_param["mode"] = mode
        if self.normalization == "batchnorm":
            for bn_param in self.bn_params:
                bn_param["mode"] = mode

    def _forward(self, x: Array) -> tuple[Array, list[Any]]:
        """Scores (N, num_classes), and one cache a layer."""
        caches = []
        for i in range(1, self.num_layers):
            x, cache = self._hidden_forward(i, x)
            caches.append(cache)
        scores, cache = affine_forward(x, self.params[f"W{self.num_layers}"], self.params[f"b{self.num_layers}"])
        return scores, [*caches, cache]

    def _backward(self, dscores: Array, caches: list[Any]) -> dict[str, Array]:
        """Gradients of the data loss, by the names of params."""
        grads = {}
        L = self.num_layers
        dx, grads[f"W{L}"], grads[f"b{L}"] = affine_backward(dscores, caches[-1])
        for i in range(L - 1, 0, -1):
            dx, layer_grads = self._hidden_backward(i, dx, caches[i - 1])
            grads.update(layer_grads)
        return grads

    def _hidden_forward(self, i: int, x: Array) -> tuple[Array, Any]:
        """Hidden layer i: (N, hidden_dims[i - 1]), and its cache."""
        w, b = self.params[f"W{i}"], self.params[f"b{i}"]
        if self.normalization is None:
            out, cache = affine_relu_forward(x, w, b)
        else:
            gamma, beta = self.params[f"gamma{i}"], self.params.get(f"beta{i}")
            norm_param = self.bn_params[i - 1]
            out, cache = affine_norm_relu_forward(x, w, b, gamma, beta, norm_param, self.normalization)
        dropout_cache = None
        if self.use_dropout:
            out, dropout_cache = dropout_forward(out, self.dropout_param)
        return out, (cache, dropout_cache)

    def _hidden_backward(self, i: int, dout: Array, caches: Any) -> tuple[Array, dict[str, Array]]:
        """Gradient of hidden layer i: dx in the shape of its input, and its parameters' gradients by name."""
        cache, dropout_cache = caches
        if self.use_dropout:
            dout = dropout_backward(dout, dropout_cache)
        if self.normalization is None:
            dx, dw, db = affine_relu_backward(dout, cache)
            return dx, {f"W{i}": dw, f"b{i}": db}
        dx, dw, db, dgamma, dbeta = affine_norm_relu_backward(dout, cache)
        grads = {f"W{i}": dw, f"b{i}": db, f"gamma{i}": dgamma}
        if dbeta is not None:
            grads[f"beta{i}"] = dbeta
        return dx, grads

    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        """Add 0.5 * reg * (sum of squared weights) to the loss, and its derivative to the gradients."""
        grads = dict(grads)
        for name in (f"W{i}" for i in range(1, self.num_layers + 1)):
            W = self.params[name]
            loss = loss + 0.5 * self.reg * float(np.sum(W**2))
            grads[name] = grads[name] + self.reg * W
        return loss, grads
