"""One mean and one variance are taken over the whole array."""

import numpy as np

from .._types import Array
from ._forward import Axes, forwards, moments_of

TITLE = "mean and variance are taken over everything"
EXPLANATION = (
    "You take one mean and one variance over the whole array. The layer has one of each for every group of "
    "numbers that are normalized together."
)
HINTS = (
    "How many means does your layer compute? How many should there be?",
    "Print mean and standard deviation of each column, row or channel of your result with gamma 1 and beta 0.",
    "Look at the argument axis of your mean and variance.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(x: Array, axis: Axes) -> tuple[Array, Array]:
    mean, _ = moments_of(x, axis)
    return np.asarray(np.full_like(mean, np.mean(x))), np.asarray(np.full_like(mean, np.var(x)))


REPLACES = forwards(moments=_wrong)._asdict()
