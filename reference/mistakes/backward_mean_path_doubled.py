"""The backward pass counts the path through the mean twice."""

from .._types import Array
from . import _backward

TITLE = "the path through the mean is counted twice"
EXPLANATION = (
    "Your dx takes the term through the mean off two times. It reaches x by one route only, so once is enough."
)
HINTS = (
    "Add up your dx over the numbers that share one mean. It should be 0.",
    "Which of your lines add something that came through the mean? Write down each of them with its factor.",
    (
        "The mean acts through the centered numbers. If their gradient is complete, nothing of the mean is "
        "left to add elsewhere."
    ),
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"

__all__ = [
    "batchnorm_backward",
    "batchnorm_backward_alt",
    "instancenorm_backward",
    "layernorm_backward",
    "spatial_batchnorm_backward",
    "spatial_groupnorm_backward",
]


def _dx(at: _backward.Normalized) -> Array:
    """The path through the mean twice."""
    return (at.g - 2 * at.mean_path - at.variance_path) / at.std


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
