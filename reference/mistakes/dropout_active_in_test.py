"""Dropout drops entries in test mode too."""

from .._types import Array, Param
from ..dropout import DropoutCache
from ..dropout import dropout_forward as _right_forward

TITLE = "entries are dropped in test mode"
EXPLANATION = (
    "Your layer drops entries whatever the mode is. In test mode x passes unchanged, so that the same input "
    "always gives the same answer."
)
HINTS = (
    "Run test mode twice on one input. Do you get the same?",
    "Where does your code look at the mode?",
    "With inverted dropout, test mode is one line.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def dropout_forward(x: Array, dropout_param: Param) -> tuple[Array, DropoutCache]:
    """Dropout in both modes; arguments and returns as in the reference."""
    return _right_forward(x, {**dropout_param, "mode": "train"})
