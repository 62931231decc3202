"""Instance norm takes mean and variance over the batch too."""

import numpy as np

from .._standardize import standardize
from .._types import Array, Param
from ..instancenorm import InstanceNormCache

TITLE = "the samples are normalized together"
EXPLANATION = (
    "You average over the images as well as over the pixels; that is spatial batch norm. In instance norm each "
    "channel of each image has a mean and a variance of its own, and your images do not meet."
)
HINTS = (
    "Change one image of a batch. Do the others come out differently?",
    "How many means are there? There should be N * C.",
    "Average over two axes only.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def instancenorm_forward(x: Array, gamma: Array, beta: Array, in_param: Param) -> tuple[Array, InstanceNormCache]:
    """Instance norm over the batch; arguments and returns as in the reference."""
    _, C, _, _ = x.shape
    x_hat, std = standardize(x, axis=(0, 2, 3), eps=in_param.get("eps", 1e-5))
    out = gamma.reshape(1, C, 1, 1) * x_hat + beta.reshape(1, C, 1, 1)
    return out, InstanceNormCache(x_hat, np.broadcast_to(std, x.shape), gamma)
