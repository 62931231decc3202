"""The sums in dx are those of dout, while its direct term has gamma."""

from typing import Any

from .._types import Array
from ._backward import Axes, Backwards, backwards, mean

TITLE = "gamma is missing in the two sums of dx"
EXPLANATION = (
    "Your direct term holds dout times gamma, but the two sums in dx add up dout alone. All three terms need the "
    "gradient at the normalized x, and that is dout times gamma everywhere."
)
HINTS = (
    "Is your dx right when gamma is 1?",
    "Which gradient reaches the normalized x? Find every place of dx that needs it.",
    "dbeta and dgamma look like the two sums in dx. What do they lack to be those?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _unscaled(dout: Array, _gamma: Array) -> Array:
    return dout


def _direct(dx_hat: Array, _x_hat: Array, std: Array, _axis: Axes) -> Array:
    return dx_hat / std


def _indirect(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return -(mean(dx_hat, axis) + x_hat * mean(dx_hat * x_hat, axis)) / std


def _added(direct: Any, indirect: Any) -> Any:
    """A backward pass whose dx is that of two others together."""

    def backward(dout: Array, cache: Any) -> tuple[Array, Array, Array]:
        dx, dgamma, dbeta = direct(dout, cache)
        return dx + indirect(dout, cache)[0], dgamma, dbeta

    return backward


REPLACES = Backwards(*map(_added, backwards(_direct), backwards(_indirect, scaled=_unscaled)))._asdict()
