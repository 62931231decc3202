"""Numbers that judge the same whatever the process that judges does about warnings."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np


@contextmanager
def quiet() -> Iterator[None]:
    """While this lasts, neither Python nor numpy warns or raises because a number is not finite.

    A student's NaN passes through a scenario's `finish` and through comparisons; with `python -W error` it would
    raise there, and the verdict be another.
    """
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield
