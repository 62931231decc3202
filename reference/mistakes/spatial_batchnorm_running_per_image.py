"""Spatial batch norm gathers running averages of the first image only."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..spatial_batchnorm import spatial_batchnorm_forward as _right_forward

TITLE = "the running averages follow one image only"
EXPLANATION = (
    "Your running averages take in mean and variance of the first image. They should follow the whole batch, "
    "over all images and pixels, as your output does."
)
HINTS = (
    "Change the second image of a batch. Do your running averages move?",
    "Which part of x do you average for running_mean?",
    "Use the mean and the variance that you normalized with.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """Spatial batch norm with averages of one image; arguments and returns as in the reference."""
    before = dict(bn_param)
    out, cache = _right_forward(x, gamma, beta, bn_param)
    if cache is not None:
        keep, zeros = bn_param.get("momentum", 0.9), np.zeros(x.shape[1])
        for name, found in (("running_mean", x[0].mean(axis=(1, 2))), ("running_var", x[0].var(axis=(1, 2)))):
            bn_param[name] = keep * before.get(name, zeros) + (1 - keep) * found
    return out, cache
