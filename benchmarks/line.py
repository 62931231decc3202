"""What a submission costs, and what a command costs before the first one: a line through two sizes of class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """CPU seconds as a function of the number of submissions."""

    each: float
    """Seconds for one more submission."""
    fixed: float
    """Seconds for none."""

    @classmethod
    def through(cls, seconds: Sequence[float], sizes: tuple[int, int]) -> Line:
        """The line through two measured points."""
        each = (seconds[1] - seconds[0]) / (sizes[1] - sizes[0])
        return cls(each=each, fixed=seconds[0] - sizes[0] * each)
