"""Gamma and beta are regularized as the weights are."""

from .._types import Array
from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "gamma and beta are regularized"
EXPLANATION = "Your penalty holds gamma and beta too. It is meant for the weight matrices alone."
HINTS = (
    "Which parameters stand in the penalty of your loss?",
    "Compare your loss with reg 0 and with reg 1, for a net whose weights are all 0.",
    "Only names that begin with W get a share.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """Gamma and beta are regularized as the weights are; arguments as in the reference."""

    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        loss, grads = super()._regularize(loss, grads)
        for name in self.params:
            if name.startswith(("gamma", "beta")):
                loss = loss + 0.5 * self.reg * float((self.params[name] ** 2).sum())
                grads[name] = grads[name] + self.reg * self.params[name]
        return loss, grads


class _InLossAlone(_RightNet):
    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        loss, grads = super()._regularize(loss, grads)
        scales = [value for name, value in self.params.items() if name.startswith(("gamma", "beta"))]
        return loss + 0.5 * self.reg * sum(float((value**2).sum()) for value in scales), grads


class _InGradientsAlone(_RightNet):
    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        loss, grads = super()._regularize(loss, grads)
        scales = [name for name in grads if name.startswith(("gamma", "beta"))]
        return loss, {**grads, **{name: grads[name] + self.reg * self.params[name] for name in scales}}


ALSO = ({"FullyConnectedNet": _InLossAlone}, {"FullyConnectedNet": _InGradientsAlone})
