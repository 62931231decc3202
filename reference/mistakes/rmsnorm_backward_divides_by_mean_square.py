"""Dx of RMS norm is divided by the root twice."""

from .._types import Array
from ._rms import mean, with_dx

TITLE = "dx is divided by the mean square"
EXPLANATION = (
    "Your dx divides by the mean square, or twice by its root. The forward pass divides by the root once, and its "
    "gradient does the same."
)
HINTS = (
    "Multiply x by 10. By which factor should dx change, and by which does yours?",
    "Is your dx right when the root mean square happens to be 1?",
    "Count the divisions by the root that apply to all of dx.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, rms: Array) -> Array:
    return (dx_hat - x_hat * mean(dx_hat * x_hat)) / rms**2


rmsnorm_backward = with_dx(_wrong)
