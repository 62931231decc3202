"""The layer divides x itself by the standard deviation."""

from .._types import Array
from ._forward import forwards

TITLE = "the mean is not subtracted"
EXPLANATION = (
    "You divide x itself by the standard deviation. The mean has to be subtracted first, so that the result has mean 0."
)
HINTS = (
    "Print the mean of your result with gamma 1 and beta 0.",
    "Add 10 to all of x. Does your output change?",
    "Which x stands above your fraction: the one with its mean, or the one without?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(x: Array, _mean: Array) -> Array:
    return x


REPLACES = forwards(centered=_wrong)._asdict()
