"""Dropout in training does not scale up what it keeps."""

from .._types import Array, Param
from ..dropout import DropoutCache
from ..dropout import dropout_forward as _right_forward

TITLE = "what is kept is not scaled up"
EXPLANATION = (
    "You set entries to zero and leave the others as they are, so the expected value of each entry shrinks by "
    "the factor p. In test mode nothing is dropped, and the layers behind you see other sizes."
)
HINTS = (
    "Compare the mean of the output with the mean of the input, for many entries.",
    "Entries survive with probability p. By what must a survivor grow to keep the mean?",
    "Inverted dropout does all its work in training; one division is missing there.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def dropout_forward(x: Array, dropout_param: Param) -> tuple[Array, DropoutCache]:
    """Dropout without scaling; arguments and returns as in the reference."""
    out, mask = _right_forward(x, dropout_param)
    return (out, mask) if mask is None else (out * dropout_param["p"], mask * dropout_param["p"])
