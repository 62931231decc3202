"""Layer norm normalizes each feature over the batch, as batch norm does."""

import numpy as np

from .._standardize import standardize
from .._types import Array, Param
from ..layernorm import LayerNormCache

TITLE = "layer norm works over the batch"
EXPLANATION = (
    "You take mean and variance over the rows, one for each feature. Layer norm takes them over the features, "
    "one for each row, so that the samples do not meet."
)
HINTS = (
    "Give your layer a batch of one row. What comes out?",
    "Print the mean of each row of the output with gamma 1 and beta 0.",
    "The mean should have one number for each row. Along which axis do you have to average for that?",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 2 of 143 public submissions"


def layernorm_forward(x: Array, gamma: Array, beta: Array, ln_param: Param) -> tuple[Array, LayerNormCache]:
    """Layer norm over the wrong axis; arguments and returns as in the reference."""
    x_hat, std = standardize(x, axis=(0,), eps=ln_param.get("eps", 1e-5))
    return gamma * x_hat + beta, LayerNormCache(x_hat, np.broadcast_to(std, x.shape), gamma)
