"""Brings people's decisions from the disk into reports and gradebook, some seconds after they were taken."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from .class_state import ClassState
from .commands import Ran, run

QUIET = 10.0
"""Seconds without a new decision after which decisions are written: most come one after the other."""
LONGEST_WAIT = 60.0
"""Seconds after which they are written in any case."""
PAUSE = 1.0
"""Seconds between two looks."""
AFTER_TROUBLE = 30.0
"""Seconds after a failure until it is tried again."""


class Writer:
    """Writes reports in the background; `grader regrade --marks` does it, which holds the class's lock meanwhile."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._first = self._last = 0.0
        self._seen = ""
        self._not_before = 0.0
        self._lock = asyncio.Lock()
        self.trouble = ""
        """What kept the last attempt from writing, in words; empty where nothing did."""

    def is_due(self, state: ClassState, now: float) -> bool:
        """Return whether there is something to be written, and it is time to.

        Args:
            state: the class as it is.
            now: a monotonic time, in seconds.
        """
        if not state.is_behind:
            self._first = 0.0
            return False
        if state.mark != self._seen:
            self._seen, self._last = state.mark, now
            self._first = self._first or now
        return now >= self._not_before and (now - self._last >= QUIET or now - self._first >= LONGEST_WAIT)

    async def write(self, rubric: str) -> Ran:
        """Write all decisions now.

        Args:
            rubric: the class's rubric.
        """
        async with self._lock:
            ran = await run(["regrade", str(self._folder), "--marks", "--json", "--rubric", rubric])
        self.trouble = ran.trouble if ran.code else ""
        self._not_before = time.monotonic() + AFTER_TROUBLE if ran.code else 0.0
        self._first = 0.0
        return ran
