"""Dgamma is made of the layer's output."""

from typing import Any

from .._types import Array
from ._cached import dgamma_of, keeping

TITLE = "dgamma uses the output, not the normalized x"
EXPLANATION = (
    "You multiply dout by the output of the layer, in which gamma and beta are already applied. The gradient of "
    "gamma needs what gamma was multiplied with, before that."
)
HINTS = (
    "Change beta. The right dgamma does not depend on it; does yours?",
    "Is your dgamma right when gamma is 1 and beta is 0?",
    "The derivative of a product by one factor is the other factor. Which array is that here?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"

__all__ = [
    "batchnorm_backward",
    "batchnorm_backward_alt",
    "batchnorm_forward",
    "instancenorm_backward",
    "instancenorm_forward",
    "layernorm_backward",
    "layernorm_forward",
    "spatial_batchnorm_backward",
    "spatial_batchnorm_forward",
    "spatial_groupnorm_backward",
    "spatial_groupnorm_forward",
]


def _out(cache: Any) -> Array:
    out: Array = cache.out
    return out


(
    batchnorm_backward,
    batchnorm_backward_alt,
    layernorm_backward,
    spatial_batchnorm_backward,
    spatial_groupnorm_backward,
    instancenorm_backward,
) = dgamma_of(_out)

(
    batchnorm_forward,
    layernorm_forward,
    spatial_batchnorm_forward,
    spatial_groupnorm_forward,
    instancenorm_forward,
) = keeping()  # right; it hands the output on
