"""The layer leaves eps out."""

import numpy as np

from .._types import Array
from ._forward import forwards

TITLE = "eps is left out"
EXPLANATION = (
    "You divide by the root of the variance alone. With the default eps of 1e-5 this hardly shows, but where "
    "all numbers are alike your layer divides by 0."
)
HINTS = (
    "Give your layer numbers that are all equal. What comes out?",
    "Set eps to 0.3 in the settings. Does your output change?",
    "The settings hold a number that your formula does not use yet. Where does the paper put it?",
)
SERIOUSNESS = "minor"
ORIGIN = "seen in 2 of 143 public submissions, in several layers"


def _wrong(var: Array, _eps: float) -> Array:
    return np.asarray(np.sqrt(var))


REPLACES = forwards(divisor=_wrong)._asdict()
