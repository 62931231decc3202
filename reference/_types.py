"""The types that the layers share."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
"""Real numbers, float64 or float32."""

Labels = NDArray[np.integer[Any]]
"""The index of the right class of each sample, (N,)."""

Param = dict[str, Any]
"""A layer's settings, by name; a layer may write its state back into it."""
