"""The backward pass leaves gamma out of dx."""

from .._types import Array
from ._backward import backwards

TITLE = "gamma is missing in dx"
EXPLANATION = (
    "The output is gamma times the normalized x, so what comes back to x is multiplied by gamma. Your dx leaves it out."
)
HINTS = (
    "Try gamma = 1 everywhere. Is your dx right then?",
    "Which value does dout have to be multiplied by before it reaches the normalized x?",
    "Look at the last line of your forward pass: two things act on the normalized x there.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dout: Array, _gamma: Array) -> Array:
    return dout


REPLACES = backwards(scaled=_wrong)._asdict()
