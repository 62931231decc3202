"""RMS norm subtracts the mean first, as layer norm does."""

from .._standardize import standardize
from .._types import Array, Param
from ..rmsnorm import RMSNormCache

TITLE = "the mean is subtracted"
EXPLANATION = (
    "You subtract the mean of each row before you divide; that is layer norm without beta. RMS norm leaves the "
    "mean where it is, and you only divide."
)
HINTS = (
    "Feed a row of equal numbers. What should come out?",
    "Which of the two statistics of layer norm does RMS norm need?",
    "The root is taken of the mean of the squares of x itself.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def rmsnorm_forward(x: Array, gamma: Array, rms_param: Param) -> tuple[Array, RMSNormCache]:
    """RMS norm of centered rows; arguments and returns as in the reference."""
    x_hat, std = standardize(x, axis=(1,), eps=rms_param.get("eps", 1e-5))
    return gamma * x_hat, RMSNormCache(x_hat, std, gamma)
