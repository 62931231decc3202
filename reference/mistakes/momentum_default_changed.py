"""The layer takes another momentum than the stated one where its settings hold none."""

from ..batchnorm import batchnorm_forward
from ..spatial_batchnorm import spatial_batchnorm_forward
from ._defaults import Forward, with_default

TITLE = "the default of momentum is another one"
EXPLANATION = (
    "Where the settings hold no momentum, your layer takes another number than the 0.9 that its docstring states. The "
    "running averages then follow the batches faster or more slowly than they should."
)
HINTS = (
    'Call your layer with the settings {"mode": "train"} and nothing else, and print the running mean.',
    "After one pass it should be a tenth of the mean of the batch. How much is it?",
    "Look for the number that your code takes where the key is missing, and compare it with the docstring.",
)
SERIOUSNESS = "minor"
KEEPS = 0.0  # of the cases without settings alone, which the rubrics give a share of their own
ORIGIN = "written for the rubric"


def _with(momentum: float) -> dict[str, Forward]:
    both = (batchnorm_forward, spatial_batchnorm_forward)
    return {forward.__name__: with_default(forward, "momentum", momentum) for forward in both}


REPLACES = _with(0.99)
ALSO = tuple(_with(momentum) for momentum in (0.0, 0.01, 0.1, 0.5, 0.8, 0.95, 0.999, 1.0))
