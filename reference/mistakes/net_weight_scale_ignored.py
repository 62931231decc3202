"""The net draws its weights with standard deviation 1, whatever weight_scale says."""

from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the weights ignore weight_scale"
EXPLANATION = (
    "Your weights have standard deviation 1. They should have weight_scale, which you are given, so that the "
    "scores start near zero and training is stable."
)
HINTS = (
    "Print the standard deviation of W1 for two values of weight_scale.",
    "Which argument of the constructor does your code never use?",
    "Multiply what you draw, or tell the generator how wide to draw.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The reference's net with wide weights; arguments as in the reference."""

    def _init_params(self, dims: list[int], weight_scale: float) -> None:
        super()._init_params(dims, 1.0)
