"""Dx of RMS norm, or one of its terms, is not divided by the root."""

from .._types import Array
from ._rms import also, mean, with_dx

TITLE = "dx is not divided by the root everywhere"
EXPLANATION = (
    "The forward pass divides x by the root, and so the gradient that comes back through this division is divided "
    "too. In your dx at least one of the two terms lacks it."
)
HINTS = (
    "Multiply x by 10. By which factor should dx change, and by which does each of your terms?",
    "Is your dx right when the root mean square happens to be 1?",
    "Python divides before it subtracts. What does your division apply to?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, _rms: Array) -> Array:
    return dx_hat - x_hat * mean(dx_hat * x_hat)


def _direct_path(dx_hat: Array, x_hat: Array, rms: Array) -> Array:
    return dx_hat - x_hat * mean(dx_hat * x_hat) / rms


rmsnorm_backward = with_dx(_wrong)

ALSO = (also(_direct_path),)
