"""Keeps what one submission may take as a whole: wall time beyond its CPU time, and bytes of all replies.

Why it is so: docs/decisions/0032.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from grader.model.rubric import Limits
from grader.sandbox.child.values.foreign import Foreign

NOTEBOOK_SHARE = 0.5
"""The part of the wall time that the notebook may use, so that functions are asked after a notebook that waits."""
SCENARIO_SHARE = 0.25
"""The part of the wall time that the cases of one scenario may use, so that others are run after one that waits."""
PART_BYTES = 16
"""Bytes that a part of a value counts for besides its numbers and letters."""


class Patience:
    """Counts the wall seconds that a submission takes beyond its CPU seconds; what a busy machine takes is left out."""

    def __init__(self, most_seconds: float, used: Callable[[], float]) -> None:
        """Start with nothing spent.

        Args:
            most_seconds: the wall seconds that may be spent.
            used: returns the seconds so far in which it computed, or was ready to and had no processor.
        """
        self._most = most_seconds if sys.platform == "linux" else float("inf")  # elsewhere nobody says what it used
        self._used = used
        self._elapsed = 0.0
        self._since: float | None = None

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Count the time while the context lasts; contexts may be nested."""
        if self._since is not None:
            yield
            return
        self._since = time.monotonic()
        try:
            yield
        finally:
            self._elapsed += time.monotonic() - self._since
            self._since = None

    def waited(self) -> float:
        """Return the wall seconds that were spent so far."""
        return max(0.0, self._most - self.left()) if self._most < float("inf") else 0.0

    def is_spent(self, before: float) -> bool:
        """Return whether a scenario has waited as long as one may.

        Args:
            before: the wall seconds that were spent when it began.
        """
        return self.waited() - before > SCENARIO_SHARE * self._most

    def left(self, share: float = 1.0) -> float:
        """Return the wall seconds that are left, at least.

        Args:
            share: the part of all that may be spent.
        """
        running = 0.0 if self._since is None else time.monotonic() - self._since
        return share * self._most + self._used() - self._elapsed - running


class Room:
    """Counts the bytes of all that a submission's functions return."""

    def __init__(self, limits: Limits) -> None:
        self.left = limits.replies_mib << 20
        """Bytes that may still come."""

    def takes(self, size: int) -> bool:
        """Count a reply, unless it is larger than what is left; return whether it was counted."""
        fits = size <= self.left
        self.left -= size if fits else 0
        return fits


def bytes_in(value: Any) -> int:
    """Return about how many bytes a recorded value takes on disk."""
    if isinstance(value, np.ndarray) and value.dtype.kind != "O":
        return int(value.nbytes)
    if isinstance(value, dict):
        return PART_BYTES + sum(bytes_in(key) + bytes_in(item) for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return PART_BYTES + sum(map(bytes_in, value))
    if isinstance(value, np.ndarray):
        return PART_BYTES + sum(map(bytes_in, value.ravel()))
    if isinstance(value, Foreign):
        return PART_BYTES + bytes_in(value.parts)
    if isinstance(value, str):
        return PART_BYTES + len(value)
    return PART_BYTES + (value.bit_length() // 3 if isinstance(value, int) else 0)
