"""The means in dx are taken over the whole array."""

import numpy as np

from .._types import Array
from ._backward import Axes, also, backwards, mean

TITLE = "the sums in dx run over the whole array"
EXPLANATION = (
    "The two sums in your dx add up everything there is, so that every number gets the same. They belong to the "
    "numbers that were normalized together, and each such set has sums of its own."
)
HINTS = (
    "Print the shape of each sum in your dx. How many means were there in the forward pass?",
    "Change dout in one place. Which entries of dx should change? Do only those change?",
    "Look at the arguments of each np.sum and np.mean in your backward pass.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, _axis: Axes) -> Array:
    return (dx_hat - np.mean(dx_hat) - x_hat * np.mean(dx_hat * x_hat)) / std


def _by_the_right_count(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    sets = mean(x_hat, axis).size
    return (dx_hat - sets * np.mean(dx_hat) - x_hat * sets * np.mean(dx_hat * x_hat)) / std


REPLACES = backwards(_wrong)._asdict()

ALSO = (also(_by_the_right_count),)
