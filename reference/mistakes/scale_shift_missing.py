"""The layer returns the normalized input, without gamma and beta."""

from .._types import Array
from ._forward import forwards

TITLE = "gamma and beta are not applied"
EXPLANATION = "You return the normalized x itself. The layer scales it by gamma and shifts it by beta, which it learns."
HINTS = (
    "Change gamma or beta. Does your output change?",
    "Which of the arguments does your function not use?",
    "One last line is missing, after the division.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(x_hat: Array, _gamma: Array, _beta: Array) -> Array:
    return x_hat


REPLACES = forwards(affine=_wrong)._asdict()
