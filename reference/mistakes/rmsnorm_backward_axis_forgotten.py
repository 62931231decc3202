"""The mean in dx of RMS norm runs over the whole array."""

import numpy as np

from .._types import Array
from ._rms import also, with_dx

TITLE = "the mean in dx runs over the whole array"
EXPLANATION = (
    "The mean in your dx is one number for the whole array. Each row was divided by a root of its own, so each "
    "row needs a mean of its own."
)
HINTS = (
    "Change dout in one row only. Does your dx change in the others?",
    "Print the shape of the mean in your dx. How many roots were there in the forward pass?",
    "Look at the arguments of np.mean and np.sum in your backward pass.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, rms: Array) -> Array:
    return (dx_hat - x_hat * float(np.mean(dx_hat * x_hat))) / rms


def _by_features(dx_hat: Array, x_hat: Array, rms: Array) -> Array:
    return (dx_hat - x_hat * float(np.sum(dx_hat * x_hat)) / len(x_hat[0])) / rms


rmsnorm_backward = with_dx(_wrong)

ALSO = (also(_by_features),)
