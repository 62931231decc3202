"""Dropout scales at test time, not while it trains."""

from .._types import Array, Param
from ..dropout import DropoutCache
from ..dropout import dropout_forward as _right_forward

TITLE = "the scaling happens at test time"
EXPLANATION = (
    "You multiply by p at test time and leave the kept entries as they are in training. The assignment asks for "
    "inverted dropout: training divides by p, so that testing has nothing to do."
)
HINTS = (
    "What does your layer do in test mode? What should it do?",
    "Compare the mean of your output with that of x in training.",
    "Move the scaling into the mask, and think about which way it then goes.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def dropout_forward(x: Array, dropout_param: Param) -> tuple[Array, DropoutCache]:
    """Dropout that scales at test time; arguments and returns as in the reference."""
    p = dropout_param["p"]
    out, mask = _right_forward(x, dropout_param)
    if mask is None:
        return out * p, None
    return out * p, mask * p
