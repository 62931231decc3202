"""The sums in dx of spatial batch norm run over the images, pixel by pixel."""

from .._standardize import standardize_backward
from .._types import Array
from ..batchnorm import BatchNormCache
from ..spatial_batchnorm import spatial_batchnorm_backward as _right_batch
from ._images import of_batch

TITLE = "the sums in dx run over the images, not over the pixels"
EXPLANATION = (
    "The sums in your dx add up the N images at each pixel by itself. The mean of a channel was taken over all "
    "images and all pixels, so both belong into each sum."
)
HINTS = (
    "Print the shape of the sums in your dx. There should be one number for each channel.",
    "Feed one image only. What do your sums add up then?",
    "Sum over the same axes as the mean of your forward pass does.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def spatial_batchnorm_backward(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with means over the images; arguments and returns as in the reference."""
    _, dgamma, dbeta = _right_batch(dout, cache)
    return standardize_backward(*of_batch(dout, cache), axis=(0,)), dgamma, dbeta
