"""Beta begins at one."""

import numpy as np

from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "beta begins at 1, not at 0"
EXPLANATION = "Your shifts begin at 1. They begin at 0, which leaves the normalized values as they are."
HINTS = (
    "Print beta1 of a new net.",
    "What does a shift of 1 do to values of mean 0 before a ReLU?",
    "Shifts begin at the number that changes nothing when it is added.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """Beta begins at one; arguments as in the reference."""

    def _init_params(self, dims: list[int], weight_scale: float) -> None:
        super()._init_params(dims, weight_scale)
        for name in self.params:
            if name.startswith("beta"):
                self.params[name] = np.ones_like(self.params[name])
