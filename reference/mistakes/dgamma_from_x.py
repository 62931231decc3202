"""Dgamma is made of x itself."""

from typing import Any

from .._types import Array
from ._cached import dgamma_of, keeping

TITLE = "dgamma uses x, not the normalized x"
EXPLANATION = (
    "You multiply dout by the input x. Gamma scales the normalized x, so the normalized x is what its gradient needs."
)
HINTS = (
    "Add 100 to all of x. The output does not change; does your dgamma?",
    "What exactly stands beside gamma in the last line of your forward pass?",
    "The derivative of a product by one factor is the other factor. Is yours in the cache?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _x(cache: Any) -> Array:
    x: Array = cache.x
    return x


REPLACES = {**dgamma_of(_x)._asdict(), **keeping()._asdict()}
