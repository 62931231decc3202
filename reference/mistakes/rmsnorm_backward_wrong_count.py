"""The sum in dx of RMS norm is divided by something else than D."""

from .._types import Array
from ._rms import also, mean, with_dx

TITLE = "the sum in dx is divided by the wrong number"
EXPLANATION = (
    "You divide the sum in dx by another number than the features of a row. The root was taken of a mean over the "
    "D features, so its derivative divides by D."
)
HINTS = (
    "Try a batch where N and D differ much. Does the error grow?",
    "Count how many numbers your sum adds up.",
    "A mean divides by the number of its terms. Which letter is that here?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, rms: Array) -> Array:
    return (dx_hat - x_hat * mean(dx_hat * x_hat) * len(x_hat[0]) / len(x_hat)) / rms


def _by_all(dx_hat: Array, x_hat: Array, rms: Array) -> Array:
    return (dx_hat - x_hat * mean(dx_hat * x_hat) / len(x_hat)) / rms


rmsnorm_backward = with_dx(_wrong)

ALSO = (also(_by_all),)
