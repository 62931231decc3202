"""The backward pass of batch norm divides its sums by the number of features."""

from .._types import Array
from ..batchnorm import BatchNormCache
from ._backward import with_count

TITLE = "the sums are divided by D, not by N"
EXPLANATION = (
    "You divide the sums in dx by the number of features. They run over the samples of the batch, so they are "
    "divided by how many samples there are."
)
HINTS = (
    "Try a batch in which N and D are equal. Is your dx right then?",
    "Over which axis do your sums run, and how long is it?",
    "Unpack the shape of dout, and look at which of the two numbers you use.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def batchnorm_backward(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with sums divided by D; arguments and returns as in the reference."""
    x_hat, D = cache.x_hat, dout.shape[1]
    return with_count(dout * cache.gamma, x_hat, cache.std, (0,), D), (dout * x_hat).sum(axis=0), dout.sum(axis=0)


def batchnorm_backward_alt(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """The same in the simplified form; arguments and returns as in the reference."""
    return batchnorm_backward(dout, cache)
