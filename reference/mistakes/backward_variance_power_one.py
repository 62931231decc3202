"""The backward pass lacks one division by the standard deviation on the path through the variance."""

from .._types import Array
from . import _backward

TITLE = "the path through the variance lacks one division by the standard deviation"
EXPLANATION = (
    "On the path through the variance you divide by the standard deviation once too few. Either one exponent is "
    "off, as in 1 / std or (var + eps) ** -1, or a centered x stands where the normalized one should."
)
HINTS = (
    "dgamma and dbeta agree, dx does not: look at every division on the path through the variance.",
    "Multiply x by 10. By which factor should dx change, and by which does each of your terms?",
    "Differentiate 1 / std by std, and the root by what is under it. Which power of std does each bring?",
)
SERIOUSNESS = "major"
ORIGIN = "a form of the wrong variance term seen in 3 of 143 public submissions"

__all__ = [
    "batchnorm_backward",
    "batchnorm_backward_alt",
    "instancenorm_backward",
    "layernorm_backward",
    "spatial_batchnorm_backward",
    "spatial_groupnorm_backward",
]


def _dx(at: _backward.Normalized) -> Array:
    """One division by the standard deviation too few."""
    return (at.g - at.mean_path - at.x_hat * at.mean(at.g * at.x_centered)) / at.std


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
