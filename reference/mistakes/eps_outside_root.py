"""The layer divides by std(x) + eps instead of sqrt(var(x) + eps)."""

import numpy as np

from .._types import Array
from ._forward import forwards

TITLE = "eps stands outside the square root"
EXPLANATION = (
    "You add eps to the standard deviation; the formula adds it to the variance, before the root is taken. With "
    "the default eps of 1e-5 the two look alike, but with a larger eps, or where x hardly varies, they differ "
    "clearly."
)
HINTS = (
    "Compare your denominator with the paper's, symbol by symbol.",
    (
        "What would you divide by if all numbers that share a mean were equal? The paper's formula gives the root "
        "of eps there."
    ),
    "The variance plus eps is one quantity: form the sum first, and take the root of all of it.",
)
SERIOUSNESS = "minor"
ORIGIN = "seen in 7 of 143 public submissions"


def _wrong(var: Array, eps: float) -> Array:
    return np.asarray(np.sqrt(var) + eps)


REPLACES = forwards(divisor=_wrong)._asdict()
