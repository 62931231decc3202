"""Dgamma is made of the centered x, not divided by the standard deviation."""

from typing import Any

from .._types import Array
from ._cached import dgamma_of

TITLE = "dgamma uses the centered x, before the division"
EXPLANATION = (
    "You multiply dout by x minus its mean. Gamma scales what comes after the division by the standard deviation, "
    "so that is what its gradient needs."
)
HINTS = (
    "Multiply x by 10. The output hardly changes; does your dgamma?",
    "What exactly stands beside gamma in the last line of your forward pass?",
    "Your forward pass has three stages: x, x without its mean, and one more. Which of them is scaled?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _centered(cache: Any) -> Array:
    centered: Array = cache.x_hat * cache.std
    return centered


REPLACES = dgamma_of(_centered)._asdict()
