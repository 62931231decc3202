"""The backward pass of layer norm sums dgamma and dbeta over the features of each row."""

import numpy as np

from .._types import Array
from ..layernorm import LayerNormCache
from ..layernorm import layernorm_backward as _right_backward

TITLE = "dgamma and dbeta are summed along the rows"
EXPLANATION = (
    "You turned every sum of batch norm by 90 degrees, those of dgamma and dbeta too. Gamma and beta still hold "
    "one number for each feature, whatever the rows are normalized by."
)
HINTS = (
    "Compare the shape of your dgamma with the shape of gamma, for a batch where N and D differ.",
    "Which entries of the output does one entry of gamma reach?",
    "Layer norm changes what mean and variance run over. Does it change what gamma is multiplied with?",
)
SERIOUSNESS = "major"
ORIGIN = "thought of by us: the axis of each sum is what the step from batch norm to layer norm asks for"


def layernorm_backward(dout: Array, cache: LayerNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with sums along the rows; arguments as in the reference, dgamma and dbeta of shape (N,)."""
    dx, _, _ = _right_backward(dout, cache)
    return dx, np.sum(dout * cache.x_hat, axis=1), np.sum(dout, axis=1)
