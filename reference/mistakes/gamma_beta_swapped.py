"""Gamma and beta are exchanged."""

from .._types import Array
from ._forward import forwards

TITLE = "gamma and beta are swapped"
EXPLANATION = "You scale by beta and shift by gamma. It is the other way round: gamma multiplies, beta is added."
HINTS = (
    "Set gamma to 1 and beta to 0. What comes out?",
    "Which of the two is multiplied in the paper's last line?",
    "Check the order in which the arguments reach your last line.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(x_hat: Array, gamma: Array, beta: Array) -> Array:
    return beta * x_hat + gamma


REPLACES = forwards(affine=_wrong)._asdict()
