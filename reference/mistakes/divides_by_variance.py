"""The layer divides by the variance instead of its root."""

from .._types import Array
from ._forward import forwards

TITLE = "the root is missing: you divide by the variance"
EXPLANATION = (
    "You divide by the variance plus eps. Its square root has the unit of x; only dividing by that brings the "
    "result to variance 1."
)
HINTS = (
    "Print the standard deviation of your result with gamma 1 and beta 0.",
    "Multiply x by 10. Does your output change?",
    "What is the unit of the variance, and what that of x?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(var: Array, eps: float) -> Array:
    return var + eps


REPLACES = forwards(divisor=_wrong)._asdict()
