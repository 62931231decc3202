"""The backward pass of layer norm divides its sums by N instead of D."""

import numpy as np

from .._types import Array
from ..layernorm import LayerNormCache

TITLE = "the sums over the features are divided by N"
EXPLANATION = (
    "You divide the two sums in dx by the number of rows. They run over the D features of a row, so they have "
    "to be divided by D."
)
HINTS = (
    "Try a batch where N and D differ much. Does the error grow?",
    "Count how many numbers each of your sums adds up.",
    "A mean divides by the number of its terms. Which letter is that here?",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 2 of 143 public submissions"


def layernorm_backward(dout: Array, cache: LayerNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with sums over D divided by N; arguments and returns as in the reference."""
    x_hat, std, gamma = cache
    N, _ = dout.shape
    dx_hat = dout * gamma
    along_constant = np.sum(dx_hat, axis=1, keepdims=True) / N
    along_x_hat = np.sum(dx_hat * x_hat, axis=1, keepdims=True) / N
    dx = (dx_hat - along_constant - x_hat * along_x_hat) / std
    return dx, np.sum(dout * x_hat, axis=0), np.sum(dout, axis=0)
