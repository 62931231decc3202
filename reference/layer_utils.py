"""Composites: layers that often follow each other, as one forward and one backward.

Layers are called by their names in this module, found when the call happens: whoever puts another function
under such a name changes the composite too. Caches are handed on unopened.
"""

from typing import Any

from ._types import Array, Param
from .affine import affine_backward, affine_forward
from .batchnorm import batchnorm_backward, batchnorm_forward
from .layernorm import layernorm_backward, layernorm_forward
from .relu import relu_backward, relu_forward
from .rmsnorm import rmsnorm_backward, rmsnorm_forward


def affine_relu_forward(x: Array, w: Array, b: Array) -> tuple[Array, Any]:
    """Affine, then relu.

    Args:
        x: input, (N, d1, ..., dk) with d1 * ... * dk = D.
        w: weights, (D, M).
        b: biases, (M,).

    Returns:
        (out, cache): out (N, M), dtype of x.
    """
    out, affine_cache = affine_forward(x, w, b)
    out, relu_cache = relu_forward(out)
    return out, (affine_cache, relu_cache)


def affine_relu_backward(dout: Array, cache: Any) -> tuple[Array, Array, Array]:
    """Gradient of affine_relu_forward.

    Args:
        dout: upstream gradient, (N, M).
        cache: what affine_relu_forward returned.

    Returns:
        (dx, dw, db): (N, d1, ..., dk), (D, M), (M,), dtype of dout.
    """
    affine_cache, relu_cache = cache
    dout = relu_backward(dout, relu_cache)
    return affine_backward(dout, affine_cache)


def affine_norm_relu_forward(
    x: Array, w: Array, b: Array, gamma: Array, beta: Array | None, norm_param: Param, normalization: str
) -> tuple[Array, Any]:
    """Affine, then a normalization, then relu.

    Args:
        x: input, (N, d1, ..., dk) with d1 * ... * dk = D.
        w: weights, (D, M).
        b: biases, (M,).
        gamma: scale, (M,).
        beta: shift, (M,); None for "rmsnorm", which has none.
        norm_param: the settings of the normalization; batch norm keeps its running averages there.
        normalization: "batchnorm", "layernorm" or "rmsnorm".

    Returns:
        (out, cache): out (N, M), dtype of x.
    """
    out, affine_cache = affine_forward(x, w, b)
    out, norm_cache = _norm_forward(out, gamma, beta, norm_param, normalization)
    out, relu_cache = relu_forward(out)
    return out, (normalization, affine_cache, norm_cache, relu_cache)


def affine_norm_relu_backward(dout: Array, cache: Any) -> tuple[Array, Array, Array, Array, Array | None]:
    """Gradient of affine_norm_relu_forward.

    Args:
        dout: upstream gradient, (N, M).
        cache: what affine_norm_relu_forward returned.

    Returns:
        (dx, dw, db, dgamma, dbeta): (N, d1, ..., dk), (D, M), (M,), (M,), (M,), dtype of dout; dbeta is None
        for "rmsnorm".
    """
    normalization, affine_cache, norm_cache, relu_cache = cache
    dout = relu_backward(dout, relu_cache)
    dout, dgamma, dbeta = _norm_backward(dout, norm_cache, normalization)
    dx, dw, db = affine_backward(dout, affine_cache)
    return dx, dw, db, dgamma, dbeta


def _norm_forward(x: Array, gamma: Array, beta: Any, norm_param: Param, normalization: str) -> tuple[Array, Any]:
    """Call the forward of the normalization named; x (N, M)."""
    if normalization == "batchnorm":
        return batchnorm_forward(x, gamma, beta, norm_param)
    if normalization == "layernorm":
        return layernorm_forward(x, gamma, beta, norm_param)
    return rmsnorm_forward(x, gamma, norm_param)


def _norm_backward(dout: Array, cache: Any, normalization: str) -> tuple[Array, Array, Array | None]:
    """Call the backward of the normalization named; dout (N, M). RMS norm has no dbeta."""
    if normalization == "batchnorm":
        return batchnorm_backward(dout, cache)
    if normalization == "layernorm":
        return layernorm_backward(dout, cache)
    dx, dgamma = rmsnorm_backward(dout, cache)
    return dx, dgamma, None
