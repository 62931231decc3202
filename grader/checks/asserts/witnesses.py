"""Asks a comparison of a student's object also of other objects of the test, to notice one that says the same to all.

Why it is so: docs/decisions/0034.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .remote import Remote

MOST_ASKED = 8
"""Largest number of comparisons of a test of which other objects are asked too."""
FEWEST = 2
"""Fewest other objects that must give the wrong answer."""
Ask = Callable[[Remote], tuple[Any, bool | None]]
"""Function that asks an object the comparison, and returns its answer and the reference's (None if that is unknown)."""


@dataclass
class Witnesses:
    """The objects that a test has met, by class."""

    seed: int
    """Seed of the order in which they are asked."""
    met: dict[str, list[Remote]] = field(default_factory=dict)
    asked: int = 0

    def answer(self, remote: Remote, other: Any, ask: Ask) -> Any:
        """Return an object's answer to `==` or `!=`; its opposite where it says the same to all.

        Args:
            remote: the object.
            other: what it is compared with.
            ask: asks an object.

        Raises:
            Exception: what the student's code raised.
        """
        alike = [one for one in self.met.get(remote._label, []) if one._handle != remote._handle and one is not other]
        if len(alike) < FEWEST or self.asked >= MOST_ASKED:
            return ask(remote)[0]
        self.asked += 1
        rng = np.random.default_rng([self.seed, self.asked])
        every = [remote, *(alike[place] for place in rng.choice(len(alike), FEWEST, replace=False))]
        found: dict[int, tuple[Any, bool | None]] = {}
        for place in map(int, rng.permutation(len(every))):
            try:
                found[place] = ask(every[place])
            except Exception:  # an object need not understand every value
                if place == 0:
                    raise
        told, right = found.pop(0)
        differing = [said for said, truth in found.values() if truth is not None and truth != right]
        same = all(type(said) is bool and said is told for said in differing)
        return not told if right is told and len(differing) >= FEWEST and same else told
