"""Dx of RMS norm holds the term through the root alone."""

from .._types import Array
from ._rms import mean, with_dx

TITLE = "the direct path is missing in dx"
EXPLANATION = (
    "Your dx has the term through the root, but x also acts without it. Each entry of x is itself a part of its "
    "own output, divided by the root."
)
HINTS = (
    "Let dout be 1 in one place and 0 elsewhere. In which entry should dx be largest?",
    "By how many ways does x reach the normalized x? Count those that your last line adds up.",
    "Suppose the root were a constant. What would dx be then, and where is that part in your code?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, rms: Array) -> Array:
    return -x_hat * mean(dx_hat * x_hat) / rms


rmsnorm_backward = with_dx(_wrong)
