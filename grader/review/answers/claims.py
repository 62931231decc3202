"""Notes who looks at which answer, so that a second person is told before marking it.

Nothing depends on it: what is saved is compared with what was seen (docs/decisions/0051).
"""

from __future__ import annotations

import time
from collections.abc import Callable

SECONDS = 120
"""How long an answer counts as somebody's after that person's page last asked for it."""


class Claims:
    """Who looks at which group of answers."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: dict[str, tuple[str, float]] = {}

    def take(self, group: str, who: str) -> str:
        """Note that a person looks at a group, and return who else holds it; empty where nobody does."""
        holder = self.holder(group)
        if holder in ("", who):
            self._held[group] = who, self._clock() + SECONDS
            return ""
        return holder

    def holder(self, group: str) -> str:
        """Return who holds a group; empty where nobody does any more."""
        who, until = self._held.get(group, ("", 0.0))
        return who if self._clock() < until else ""

    def release(self, group: str, who: str) -> None:
        """Note that a person is done with a group."""
        if self._held.get(group, ("", 0.0))[0] == who:
            del self._held[group]
