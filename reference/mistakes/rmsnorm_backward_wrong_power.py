"""The term of dx through the root is divided by the root too few times or too many."""

from .._types import Array
from ._rms import also, mean, with_dx

TITLE = "the path through the root has the wrong power of the root"
EXPLANATION = (
    "On the path through the root you divide by the root too few times or too many. One over the root is a power "
    "of the mean square, and its derivative has the exponent lowered by 1."
)
HINTS = (
    "Multiply x by 10. By which factor should dx change, and by which does each of your terms?",
    "Is your dx right when the root mean square happens to be 1?",
    "Count the divisions by the root in your second term: those that you write, and those hidden in a normalized x.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, rms: Array) -> Array:
    return (dx_hat - x_hat * mean(dx_hat * x_hat) * rms) / rms


def _two_too_few(dx_hat: Array, x_hat: Array, rms: Array) -> Array:
    return (dx_hat - x_hat * mean(dx_hat * x_hat) * rms**2) / rms


def _one_too_many(dx_hat: Array, x_hat: Array, rms: Array) -> Array:
    return (dx_hat - x_hat * mean(dx_hat * x_hat) / rms) / rms


def _two_too_many(dx_hat: Array, x_hat: Array, rms: Array) -> Array:
    return (dx_hat - x_hat * mean(dx_hat * x_hat) / rms**2) / rms


rmsnorm_backward = with_dx(_wrong)

ALSO = (
    also(_two_too_few),
    also(_one_too_many),
    also(_two_too_many),
)
