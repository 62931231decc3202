"""The layer takes another eps than the stated one where its settings hold none."""

from ..batchnorm import batchnorm_forward
from ..groupnorm import spatial_groupnorm_forward
from ..instancenorm import instancenorm_forward
from ..layernorm import layernorm_forward
from ..rmsnorm import rmsnorm_forward
from ..spatial_batchnorm import spatial_batchnorm_forward
from ._defaults import Forward, with_default

TITLE = "the default of eps is another one"
EXPLANATION = (
    "Where the settings hold no eps, your layer takes another number than the 1e-5 that its docstring states. It "
    "shows where the numbers hardly vary: there eps decides how large the result is."
)
HINTS = (
    "Call your layer with settings that hold no eps, on numbers that differ by a few thousandths.",
    "Call it once more with eps 1e-5 in the settings. The two results should be the same.",
    "Look for the number that your code takes where the key is missing, and compare it with the docstring.",
)
SERIOUSNESS = "minor"
KEEPS = 0.0  # of the cases without settings alone, which the rubrics give a share of their own
ORIGIN = "written for the rubric"

_FORWARDS: tuple[Forward, ...] = (
    batchnorm_forward,
    layernorm_forward,
    spatial_batchnorm_forward,
    spatial_groupnorm_forward,
    instancenorm_forward,
    rmsnorm_forward,
)


def _with(eps: float) -> dict[str, Forward]:
    return {forward.__name__: with_default(forward, "eps", eps) for forward in _FORWARDS}


REPLACES = _with(1e-8)
ALSO = tuple(_with(eps) for eps in (0.0, 1e-12, 1e-10, 1e-7, 1e-6, 1e-4, 1e-3, 1e-2))
