"""The net puts a ReLU behind the last affine layer."""

from typing import Any

from .._types import Array
from ..fc_net import FullyConnectedNet as _RightNet
from ..relu import relu_backward, relu_forward

TITLE = "there is a ReLU behind the last layer"
EXPLANATION = (
    "You cut the scores off at zero. The last affine layer has no ReLU: a class may well get a negative score, "
    "and you lose what the net knows about it."
)
HINTS = (
    "Print the smallest score of your net.",
    "How many ReLU layers are there in a net with one hidden layer?",
    "The last affine layer stands outside of the part that is repeated.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 2 of 143 public submissions"


class FullyConnectedNet(_RightNet):
    """The reference's net with a ReLU too many; arguments as in the reference."""

    def _forward(self, x: Array) -> tuple[Array, list[Any]]:
        scores, caches = super()._forward(x)
        out, relu_cache = relu_forward(scores)
        return out, [*caches, relu_cache]

    def _backward(self, dscores: Array, caches: list[Any]) -> dict[str, Array]:
        return super()._backward(relu_backward(dscores, caches[-1]), caches[:-1])
