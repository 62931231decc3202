"""Defines by which rules two values are compared; docs/rubrics.md states them for instructors."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np

from grader.sandbox.child.values.foreign import Options

Norm = Literal["array", "column", "row", "entry"]
"""Whose size an error is relative to: the array's largest entry, that of its column or row, or the entry itself."""
LEAST_SHARE = 1e-3
"""Smallest share of the array's largest entry that an entry's error is relative to, where the rubric names no norm."""
LOOSE = 1e3
"""The share where the rubric names no norm is this often the limit: loose limits come with methods that are not exact,
whose errors are relative to the whole array."""
ROUNDING = {2: 1e-2, 4: 1e-6, 8: 1e-12}
"""Rounding that right code may show, relative to the largest entry, by the bytes of a real number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The size that errors are relative to."""

    norm: Norm = "array"
    """Whose size it is."""
    share: float = LEAST_SHARE
    """Smallest size of an entry, column or row, as a share of the array's largest entry."""
    floor: float = 0.0
    """Smallest scale of all, in the unit of the values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRules:
    """The rules by which one output of one case is compared."""

    limit: float
    """Largest error allowed, relative; integers, words and truth values have to be equal."""
    norm: Norm | None = None
    """Whose size errors are relative to; None for entries, with a share that grows with the limit."""
    floor: float = 0.0
    """Smallest size that errors are relative to, in the unit of the values."""
    bytes_each: int = 8
    """Bytes of a real number of the inputs, which say how far right code may round."""
    unordered: bool = False
    """Whether the order along the first axis does not count."""
    extra: bool = False
    """Whether a dictionary may have further entries."""
    table: Options = field(default_factory=Options)
    """What of a table counts."""

    def scale(self, *, listed: bool = False) -> Scale:
        """Return the scale of errors in an array.

        Args:
            listed: whether the array stands for a list, whose entries may be of different kinds and sizes.
        """
        if self.norm is None and not listed:
            share = max(LEAST_SHARE, LOOSE * self.limit)
        else:
            share = ROUNDING[self.bytes_each] / self.limit
        return Scale(norm=self.norm or "entry", share=min(1.0, share), floor=self.floor)

    def in_order(self) -> ComparisonRules:
        """Return the rules for values that have been put in order already."""
        return replace(self, unordered=False)


def bytes_of(dtype: np.dtype[Any]) -> int:
    """Return the bytes of a real number of a dtype, at most 8; 8 for others than floats."""
    size = dtype.itemsize // 2 if dtype.kind == "c" else dtype.itemsize
    return min(8, size) if dtype.kind in "fc" else 8
