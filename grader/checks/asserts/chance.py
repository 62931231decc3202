"""Gives code the random numbers of fixed seeds, and leaves the generators as they were."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np


@contextmanager
def same_chance() -> Iterator[None]:
    """Seed the global random generators while the context lasts, and restore their state afterwards."""
    drawn, state = random.getstate(), np.random.get_state()  # noqa: NPY002 - what tests may draw from
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 - as above
    try:
        yield
    finally:
        random.setstate(drawn)
        np.random.set_state(state)  # noqa: NPY002 - as above
