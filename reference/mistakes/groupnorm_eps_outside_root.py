"""Group norm divides by std + eps instead of sqrt(var + eps)."""

from .._standardize import standardize
from .._types import Array, Param
from ..groupnorm import GroupNormCache

TITLE = "eps stands outside the square root of each group"
EXPLANATION = (
    "You add eps to the standard deviation; the formula adds it to the variance, before the root is taken. "
    "With the default eps the two look alike, but your layer differs clearly where a group hardly varies."
)
HINTS = (
    "Compare your denominator with the formula, symbol by symbol.",
    "What would you divide by if all numbers that share a mean were equal?",
    "The variance plus eps is one quantity: form the sum first, and take the root of all of it.",
)
SERIOUSNESS = "minor"
ORIGIN = "seen in 7 of 143 public submissions, all norms together"

__all__ = ["spatial_groupnorm_forward"]


def spatial_groupnorm_forward(
    x: Array, gamma: Array, beta: Array, G: int, gn_param: Param
) -> tuple[Array, GroupNormCache]:
    """Group norm with eps outside the root; arguments and returns as in the reference."""
    N, C, H, W = x.shape
    x_hat, std = standardize(x.reshape(N, G, C // G, H, W), axis=(2, 3, 4), eps=0.0)
    wide = std + gn_param.get("eps", 1e-5)
    x_hat = x_hat * std / wide
    out = gamma.reshape(1, C, 1, 1) * x_hat.reshape(x.shape) + beta.reshape(1, C, 1, 1)
    return out, GroupNormCache(x_hat, wide, gamma)
