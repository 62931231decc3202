"""Says between which bounds a share lies, of which only a sample was counted."""

from __future__ import annotations

from math import sqrt

_Z = 1.96
"""Of a normal distribution the part of 95 % that lies between these standard deviations, down and up."""


def share_interval(found: int, counted: int, of: int | None) -> tuple[float, float]:
    """Return the 95 % interval of a share, 0 to 1; the share itself twice where all were counted.

    Args:
        found: how many of those counted belong to the share.
        counted: how many were counted, at least 1.
        of: how many there are; None for any number.

    Source: Wilson, Probable inference, 1927, with the correction for a finite number.
    """
    share = found / counted
    z2 = _Z**2 * (1 if of is None else max(of - counted, 0) / max(of - 1, 1))
    middle = (share + z2 / (2 * counted)) / (1 + z2 / counted)
    half = sqrt(z2 * (share * (1 - share) / counted + z2 / (4 * counted**2))) / (1 + z2 / counted)
    return max(0.0, middle - half), min(1.0, middle + half)
