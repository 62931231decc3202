"""Instance norm divides by std + eps instead of sqrt(var + eps)."""

from .._standardize import standardize
from .._types import Array, Param
from ..instancenorm import InstanceNormCache

TITLE = "eps stands outside the square root of each image channel"
EXPLANATION = (
    "You add eps to the standard deviation; the formula adds it to the variance, before the root is taken. "
    "With the default eps the two look alike, but your layer differs clearly where a channel of an image "
    "hardly varies."
)
HINTS = (
    "Compare your denominator with the formula, symbol by symbol.",
    "What would you divide by if all numbers that share a mean were equal?",
    "The variance plus eps is one quantity: form the sum first, and take the root of all of it.",
)
SERIOUSNESS = "minor"
ORIGIN = "seen in 7 of 143 public submissions, all norms together"

__all__ = ["instancenorm_forward"]


def instancenorm_forward(x: Array, gamma: Array, beta: Array, in_param: Param) -> tuple[Array, InstanceNormCache]:
    """Instance norm with eps outside the root; arguments and returns as in the reference."""
    _, C, _, _ = x.shape
    x_hat, std = standardize(x, axis=(2, 3), eps=0.0)
    wide = std + in_param.get("eps", 1e-5)
    x_hat = x_hat * std / wide
    return gamma.reshape(1, C, 1, 1) * x_hat + beta.reshape(1, C, 1, 1), InstanceNormCache(x_hat, wide, gamma)
