"""Dgamma and dbeta keep an entry for every entry of dout."""

from .._types import Array
from ._backward import Axes, backwards

TITLE = "dgamma and dbeta are not summed"
EXPLANATION = (
    "Your dgamma and dbeta have the shape of dout. One gamma is used for many entries of the output, and its "
    "gradient adds up what comes back from all of them."
)
HINTS = (
    "Print the shapes of gamma and of your dgamma.",
    "Which entries of the output does one entry of gamma reach?",
    "A value that was broadcast in the forward pass was used many times. What happens to its gradient?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dout: Array, x_hat: Array, _gamma: Array, _axis: Axes) -> tuple[Array, Array]:
    return dout * x_hat, dout


REPLACES = backwards(sums=_wrong)._asdict()
