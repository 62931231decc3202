"""Dropout reads p as the probability of dropping an entry."""

from .._types import Array, Param
from ..dropout import DropoutCache
from ..dropout import dropout_forward as _right_forward

TITLE = "p is read as the probability to drop"
EXPLANATION = (
    "You drop entries with probability p. Here p is the probability to keep an entry, as the docstring says; "
    "other texts use the letter the other way round."
)
HINTS = (
    "Set p to 0.9 and count the zeros in your output.",
    "Read what the docstring says about p once more.",
    "Turn your comparison round, or use 1 - p where you drop.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def dropout_forward(x: Array, dropout_param: Param) -> tuple[Array, DropoutCache]:
    """Dropout that keeps with probability 1 - p; arguments and returns as in the reference."""
    return _right_forward(x, {**dropout_param, "p": 1 - dropout_param["p"]})
