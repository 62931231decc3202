"""The penalty's gradient has another factor than its loss."""

from .._types import Array
from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the penalty's gradient has the wrong factor"
EXPLANATION = (
    "Your loss is right, but the share of the penalty in your gradients has another factor than reg. The "
    "derivative of 0.5 * reg * W squared is reg * W."
)
HINTS = (
    "Compare your gradients with reg 0 and with reg 1. By what do they differ?",
    "Differentiate 0.5 * reg * w**2 with respect to w.",
    "What do the 0.5 and the 2 of the derivative make together?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The penalty's gradient has another factor than its loss; arguments as in the reference."""

    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        loss, penalized = super()._regularize(loss, grads)
        return loss, {name: 2 * penalized[name] - grads[name] for name in grads}


class _Halved(_RightNet):
    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        loss, penalized = super()._regularize(loss, grads)
        return loss, {name: 0.5 * penalized[name] + 0.5 * grads[name] for name in grads}


ALSO = ({"FullyConnectedNet": _Halved},)
