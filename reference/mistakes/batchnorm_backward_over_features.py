"""The means in dx run over the features of each row."""

from .._standardize import standardize_backward
from .._types import Array
from ..batchnorm import BatchNormCache

TITLE = "the means in dx run over the wrong axis"
EXPLANATION = (
    "The two means that you subtract in dx run along each row. Batch norm normalizes columns, so a column's "
    "samples are what its gradient averages over."
)
HINTS = (
    "Change one entry of x by a little. Which entries of the output move: its row, or its column?",
    "Sum your dx over each column. It should be 0.",
    "Look at the argument axis of each sum in dx.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def batchnorm_backward(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with means over the features; arguments and returns as in the reference."""
    dx = standardize_backward(dout * cache.gamma, cache.x_hat, cache.std, axis=(1,))
    return dx, (dout * cache.x_hat).sum(axis=0), dout.sum(axis=0)


def batchnorm_backward_alt(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """The same in the simplified form; arguments and returns as in the reference."""
    return batchnorm_backward(dout, cache)
