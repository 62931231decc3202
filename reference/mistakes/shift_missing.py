"""The layer leaves beta out."""

from .._types import Array
from ._forward import forwards

TITLE = "beta is not added"
EXPLANATION = (
    "You scale by gamma and never shift by beta. The layer learns both, and your output does not depend on beta at all."
)
HINTS = (
    "Change beta. Does your output change?",
    "Which of the arguments does your last line not use?",
    "What is your output where the normalized x is 0? What should it be?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(x_hat: Array, gamma: Array, _beta: Array) -> Array:
    return gamma * x_hat


REPLACES = forwards(affine=_wrong)._asdict()
