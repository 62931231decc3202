"""Dx is only one of its indirect paths, as where `=` stands for `+=`."""

import numpy as np

from .._types import Array
from ._backward import Axes, also, backwards, mean

TITLE = "dx is only one of its three paths"
EXPLANATION = (
    "x reaches the output directly, through the mean and through the variance, and dx is the sum of the three. "
    "Yours is one of them alone, as happens when a later line overwrites what an earlier one gave."
)
HINTS = (
    "Print each of the three parts of dx by itself. Which of them is what you return?",
    "Look at every line that assigns to the gradient that you return. What becomes of its old value?",
    "Where two paths meet in the backward pass, their gradients are added.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return -x_hat * mean(dx_hat * x_hat, axis) / std


def _through_mean(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return -mean(dx_hat, axis) / std + np.zeros_like(x_hat)


REPLACES = backwards(_wrong)._asdict()

ALSO = (also(_through_mean),)
