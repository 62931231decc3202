"""The fully connected net treats normalization="batchnorm" as no normalization at all."""

from typing import Any

import numpy as np

from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the net ignores batch normalization"
EXPLANATION = (
    'With normalization="batchnorm" your net trains as if none had been asked for: it has no gamma and beta, '
    "and no layer normalizes. Your batchnorm functions may be right and still never run."
)
HINTS = (
    'Print the names in params of a net with normalization="batchnorm", and of one without.',
    "Find every place where your net asks for self.normalization. How does it spell the setting?",
    "Three places need a case for batch normalization: creating gamma and beta, forward pass, backward pass.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 9 of 143 public submissions"

__all__ = ["FullyConnectedNet"]


class FullyConnectedNet(_RightNet):
    """The reference's net, but plain where batch norm is asked for; arguments as in the reference."""

    def __init__(
        self,
        hidden_dims: list[int],
        input_dim: int = 3 * 32 * 32,
        num_classes: int = 10,
        dropout_keep_ratio: float = 1,
        normalization: str | None = None,
        reg: float = 0.0,
        weight_scale: float = 1e-2,
        dtype: Any = np.float32,
        seed: int | None = None,
    ) -> None:
        if normalization == "batchnorm":
            normalization = None
        super().__init__(
            hidden_dims,
            input_dim,
            num_classes,
            dropout_keep_ratio,
            normalization,
            reg,
            weight_scale,
            dtype,
            seed,
        )
