"""Beta is added before gamma multiplies."""

from .._types import Array
from ._forward import forwards

TITLE = "beta is added before the scaling"
EXPLANATION = (
    "You add beta first and multiply everything by gamma. Gamma scales the normalized x alone; beta is added "
    "afterwards."
)
HINTS = (
    "What is your output where the normalized x is 0? What should it be?",
    "Set gamma to 2. Does the part that comes from beta change?",
    "Look at the brackets in your last line.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(x_hat: Array, gamma: Array, beta: Array) -> Array:
    return gamma * (x_hat + beta)


REPLACES = forwards(affine=_wrong)._asdict()
