"""The layer leaves gamma out."""

from .._types import Array
from ._forward import forwards

TITLE = "gamma is not applied"
EXPLANATION = (
    "You shift by beta and never scale by gamma. The layer learns both, and your output does not depend on "
    "gamma at all."
)
HINTS = (
    "Change gamma. Does your output change?",
    "Which of the arguments does your last line not use?",
    "The normalized x is scaled before it is shifted.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(x_hat: Array, _gamma: Array, beta: Array) -> Array:
    return x_hat + beta


REPLACES = forwards(affine=_wrong)._asdict()
