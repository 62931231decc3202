"""Batch norm keeps a running average of the standard deviation under the name of the variance."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward
from ._forward import over_pixels

TITLE = "the running variance is a standard deviation"
EXPLANATION = (
    "What you average into running_var is the standard deviation of the batch. In test mode you take the root of "
    "it once more, so your layer divides by the wrong number."
)
HINTS = (
    "Give your layer a feature whose variance you know, and print running_var after one pass with momentum 0.",
    "Follow one number from the batch into running_var and on into test mode. How often is its root taken?",
    "Look at what your line for running_var averages: is its unit that of x, or that of x squared?",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 2 of 143 public submissions"


def _gathering(x: Array, gamma: Array, beta: Array, bn_param: Param, eps: float) -> tuple[Array, BatchNormCache | None]:
    old = bn_param.get("running_var", np.zeros(x.shape[1], dtype=x.dtype))
    out, cache = _right_forward(x, gamma, beta, bn_param)
    if cache is not None:
        momentum = bn_param.get("momentum", 0.9)
        bn_param["running_var"] = momentum * old + (1 - momentum) * np.sqrt(np.var(x, axis=0) + eps)
    return out, cache


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm whose running variance averages std(x); arguments and returns as in the reference."""
    return _gathering(x, gamma, beta, bn_param, 0.0)


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)


def _with_eps(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """The same with eps under the root of what is averaged."""
    return _gathering(x, gamma, beta, bn_param, bn_param.get("eps", 1e-5))


def _images_with_eps(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    return over_pixels(_with_eps, x, gamma, beta, bn_param)


ALSO = ({"batchnorm_forward": _with_eps, "spatial_batchnorm_forward": _images_with_eps},)
