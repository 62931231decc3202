"""Dx is multiplied by gamma at the end, though gamma differs among the numbers that share a mean."""

import numpy as np

from .._types import Array
from ..groupnorm import GroupNormCache
from ..groupnorm import spatial_groupnorm_backward as _right_group
from ..layernorm import LayerNormCache
from ..layernorm import layernorm_backward as _right_layer
from ..rmsnorm import RMSNormCache
from ..rmsnorm import rmsnorm_backward as _right_rms

TITLE = "gamma stands outside the means of dx"
EXPLANATION = (
    "You multiply by gamma after the means are taken, as one may in batch norm, where a mean runs over numbers "
    "with the same gamma. Here the numbers that were normalized together have gammas of their own, so your sums "
    "weigh them wrongly."
)
HINTS = (
    "Is your dx right when all entries of gamma are equal?",
    "Over which numbers does a mean in dx run, and do they all have the same gamma?",
    "A factor may be taken out of a sum only if it is the same in every term. Where does yours belong?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def layernorm_backward(dout: Array, cache: LayerNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with gamma outside the means; arguments and returns as in the reference."""
    _, dgamma, dbeta = _right_layer(dout, cache)
    plain, _, _ = _right_layer(dout, cache._replace(gamma=np.ones_like(cache.gamma)))
    return plain * cache.gamma, dgamma, dbeta


def spatial_groupnorm_backward(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with gamma outside the means; arguments and returns as in the reference."""
    _, dgamma, dbeta = _right_group(dout, cache)
    plain, _, _ = _right_group(dout, cache._replace(gamma=np.ones_like(cache.gamma)))
    return plain * cache.gamma.reshape(1, -1, 1, 1), dgamma, dbeta


def rmsnorm_backward(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
    """Backward pass with gamma outside the mean; arguments and returns as in the reference."""
    _, dgamma = _right_rms(dout, cache)
    plain, _ = _right_rms(dout, cache._replace(gamma=np.ones_like(cache.gamma)))
    return plain * cache.gamma, dgamma
