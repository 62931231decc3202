"""Gamma and beta have the size of a layer's input."""

import numpy as np

from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "gamma and beta have the size of the layer's input"
EXPLANATION = (
    "Your gamma and beta are as long as the input of their layer. They act on its output, so they are as long "
    "as the layer is wide."
)
HINTS = (
    "Print the shapes of W1, b1, gamma1 and beta1 of a new net.",
    "Which array does gamma1 multiply, and how many columns does it have?",
    "The bias of the same layer has the right length.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """Gamma and beta have the size of a layer's input; arguments as in the reference."""

    def _init_params(self, dims: list[int], weight_scale: float) -> None:
        super()._init_params(dims, weight_scale)
        for i in range(1, self.num_layers):
            if f"gamma{i}" in self.params:
                self.params[f"gamma{i}"] = np.ones(dims[i - 1], dtype=self.dtype)
                self.params[f"beta{i}"] = np.zeros(dims[i - 1], dtype=self.dtype)
