"""Dgamma is made of x itself."""

from typing import Any

from .._types import Array
from ._cached import dgamma_of, keeping

TITLE = "dgamma uses x, not the normalized x"
EXPLANATION = (
    "You multiply dout by the input x. Gamma scales the normalized x, so the normalized x is what its gradient needs."
)
HINTS = (
    "Add 100 to all of x. The output does not change; does your dgamma?",
    "What exactly stands beside gamma in the last line of your forward pass?",
    "The derivative of a product by one factor is the other factor. Is yours in the cache?",
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


def _x(cache: Any) -> Array:
    x: Array = cache.x
    return x


(
    batchnorm_backward,
    batchnorm_backward_alt,
    layernorm_backward,
    spatial_batchnorm_backward,
    spatial_groupnorm_backward,
    instancenorm_backward,
) = dgamma_of(_x)

(
    batchnorm_forward,
    layernorm_forward,
    spatial_batchnorm_forward,
    spatial_groupnorm_forward,
    instancenorm_forward,
) = keeping()  # right; it hands x on
