"""Dgamma is made of the layer's output."""

from typing import Any

from .._types import Array
from ._cached import dgamma_of, keeping

TITLE = "dgamma uses the output, not the normalized x"
EXPLANATION = (
    "You multiply dout by the output of the layer, in which gamma and beta are already applied. The gradient of "
    "gamma needs what gamma was multiplied with, before that."
)
HINTS = (
    "Change beta. The right dgamma does not depend on it; does yours?",
    "Is your dgamma right when gamma is 1 and beta is 0?",
    "The derivative of a product by one factor is the other factor. Which array is that here?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _out(cache: Any) -> Array:
    out: Array = cache.out
    return out


REPLACES = {**dgamma_of(_out)._asdict(), **keeping()._asdict()}
