"""Layer norm leaves eps out."""

from .._standardize import standardize
from .._types import Array, Param
from ..layernorm import LayerNormCache

TITLE = "eps is left out"
EXPLANATION = (
    "You divide by the root of the row's variance alone. With the default eps of 1e-5 this hardly shows, but a row "
    "whose features are all alike makes your layer divide by 0."
)
HINTS = (
    "Give your layer a row of equal numbers. What comes out?",
    "Set eps to 0.3 in ln_param. Does your output change?",
    "ln_param holds a number that your formula does not use yet. Where does the paper put it?",
)
SERIOUSNESS = "minor"
ORIGIN = "seen in 2 of 143 public submissions, in several layers"

__all__ = ["layernorm_forward"]


def layernorm_forward(x: Array, gamma: Array, beta: Array, ln_param: Param) -> tuple[Array, LayerNormCache]:
    """Layer norm without eps; arguments and returns as in the reference."""
    x_hat, std = standardize(x, axis=(1,), eps=0.0)
    return gamma * x_hat + beta, LayerNormCache(x_hat, std, gamma)
