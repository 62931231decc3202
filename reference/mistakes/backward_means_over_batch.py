"""The sums in dx run over the batch, as batch norm's do."""

from .._types import Array
from ..groupnorm import GroupNormCache
from ..groupnorm import spatial_groupnorm_backward as _right_group
from ..instancenorm import InstanceNormCache
from ..instancenorm import instancenorm_backward as _right_instance
from ..layernorm import LayerNormCache
from ..layernorm import layernorm_backward as _right_layer
from ..rmsnorm import RMSNormCache
from ..rmsnorm import rmsnorm_backward as _right_rms
from ._backward import with_count
from ._images import of_groups, of_instances

TITLE = "the sums in dx run over the batch, as in batch norm"
EXPLANATION = (
    "Your dx is batch norm's: its sums run over all samples of a feature or channel, as those of dgamma and dbeta "
    "do. This layer normalizes each sample by itself, so no sample may act on the dx of another."
)
HINTS = (
    "Change dout in one sample only. Does your dx change in the others?",
    "Give your layer one sample, then the same with others beside it. Is its dx the same?",
    "The sums in dx have to run over the numbers that share one mean in the forward pass. Which axes are those?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def layernorm_backward(dout: Array, cache: LayerNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with means over the batch; arguments and returns as in the reference."""
    return _layer(dout, cache, dout.shape[0])


def spatial_groupnorm_backward(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with means over the batch; arguments and returns as in the reference."""
    return _group(dout, cache, dout.size // dout.shape[1])


def instancenorm_backward(dout: Array, cache: InstanceNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with means over the batch; arguments and returns as in the reference."""
    return _instance(dout, cache, dout.size // dout.shape[1])


def rmsnorm_backward(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
    """Backward pass with a mean over the batch; arguments and returns as in the reference."""
    return _rms(dout, cache, dout.shape[0])


def _layer(dout: Array, cache: LayerNormCache, count: int) -> tuple[Array, Array, Array]:
    _, dgamma, dbeta = _right_layer(dout, cache)
    return with_count(dout * cache.gamma, cache.x_hat, cache.std, (0,), count), dgamma, dbeta


def _group(dout: Array, cache: GroupNormCache, count: int) -> tuple[Array, Array, Array]:
    _, dgamma, dbeta = _right_group(dout, cache)
    return with_count(*of_groups(dout, cache), (0, 2, 3), count), dgamma, dbeta


def _instance(dout: Array, cache: InstanceNormCache, count: int) -> tuple[Array, Array, Array]:
    _, dgamma, dbeta = _right_instance(dout, cache)
    return with_count(*of_instances(dout, cache), (0, 2, 3), count), dgamma, dbeta


def _rms(dout: Array, cache: RMSNormCache, count: int) -> tuple[Array, Array]:
    _, dgamma = _right_rms(dout, cache)
    along_x_hat = (dout * cache.gamma * cache.x_hat).sum(axis=0) / count
    return (dout * cache.gamma - cache.x_hat * along_x_hat) / cache.rms, dgamma


# Batch norm's dgamma and dbeta taken for the sums, and divided by the number that is right for this layer.
ALSO = (
    {
        "layernorm_backward": lambda dout, cache: _layer(dout, cache, dout.shape[1]),
        "spatial_groupnorm_backward": lambda dout, cache: _group(dout, cache, cache.x_hat[0, 0].size),
        "instancenorm_backward": lambda dout, cache: _instance(dout, cache, dout[0, 0].size),
        "rmsnorm_backward": lambda dout, cache: _rms(dout, cache, dout.shape[1]),
    },
)
