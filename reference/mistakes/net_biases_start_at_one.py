"""The biases begin at one."""

import numpy as np

from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the biases begin at 1, not at 0"
EXPLANATION = "Your biases begin at 1. They begin at 0, so that a new net prefers no class."
HINTS = (
    "Print b1 of a new net.",
    "What are the scores of a new net with very small weights? What should they be?",
    "Biases begin at the number that changes nothing when it is added.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The biases begin at one; arguments as in the reference."""

    def _init_params(self, dims: list[int], weight_scale: float) -> None:
        super()._init_params(dims, weight_scale)
        for name in self.params:
            if name.startswith("b") and not name.startswith("beta"):
                self.params[name] = np.ones_like(self.params[name])
