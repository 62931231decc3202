"""Makes fresh copies of a case's inputs in full precision."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import numpy as np

from grader.sandbox.child.values.foreign import Foreign, built


def in_float64(value: Any) -> Any:
    """Return fresh copies, with narrower floats in float64, so that expected values have full precision.

    Values of other libraries are built of their parts, in their own dtype, since they meet others of that dtype.
    """
    if isinstance(value, Foreign):
        return built(deepcopy(value))
    if isinstance(value, np.ndarray):
        return value.astype(np.float64) if value.dtype in (np.float32, np.float16) else value.copy()
    if isinstance(value, Mapping):
        return {name: in_float64(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(in_float64(item) for item in value)
    return value
