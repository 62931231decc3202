"""Gamma begins at zero."""

import numpy as np

from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "gamma begins at 0, not at 1"
EXPLANATION = (
    "Your scales begin at 0, so every hidden layer gives the same whatever comes in. They begin at 1, which "
    "leaves the normalized values as they are."
)
HINTS = (
    "Print gamma1 of a new net.",
    "What comes out of a normalization layer whose gamma is 0?",
    "Scales begin at the number that changes nothing when it multiplies.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """Gamma begins at zero; arguments as in the reference."""

    def _init_params(self, dims: list[int], weight_scale: float) -> None:
        super()._init_params(dims, weight_scale)
        for name in self.params:
            if name.startswith("gamma"):
                self.params[name] = np.zeros_like(self.params[name])
