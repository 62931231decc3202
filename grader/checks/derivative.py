"""Computes numerical derivatives from recorded evaluations of a forward pass; calls no student code.

Source: central differences at two steps with Richardson's extrapolation (Richardson 1911, doi:10.1098/rsta.1911.0009).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from grader.model.expectation import Expectations

Array = np.ndarray[Any, Any]

KINK = 1e-2
"""Smallest disagreement of one-sided differences, relative to the largest derivative, that is taken for a kink."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivative:
    """Derivatives along several directions."""

    along: Array
    """The derivative along each direction, (directions,)."""
    noise: float
    """The largest difference between the derivatives of the two steps."""
    smooth: Array
    """Whether each direction is free of a kink, (directions,) of bool."""


def derivative(base: Array, shifted: Array, upstream: Array | None, step: float) -> Derivative | None:
    """Return the derivative of sum(output * upstream) along each direction.

    Args:
        base: the output at the point itself.
        shifted: outputs at +h, -h, +h/2, -h/2 of each direction in turn, (4 * directions, *output shape).
        upstream: weights of the output's entries, (*output shape,); None for 1.
        step: the step h.

    Returns:
        The derivatives; None when the shapes do not fit or a number is not finite.
    """
    if shifted.shape[1:] != base.shape or len(shifted) % 4 or (upstream is not None and upstream.shape != base.shape):
        return None
    weights = np.ones(base.shape) if upstream is None else upstream
    axes = tuple(range(1, shifted.ndim))
    levels = np.sum((shifted - base) * weights, axis=axes).reshape(-1, 4)  # (directions, 4), 0 at the base
    if not np.isfinite(levels).all():
        return None
    plus, minus, half_plus, half_minus = levels.T
    coarse, fine = (plus - minus) / (2 * step), (half_plus - half_minus) / step
    scale = float(np.max(np.abs(fine), initial=0.0))
    smooth = np.abs(plus + minus) / step <= KINK * max(scale, 1e-3)
    noise = float(np.max(np.abs(coarse - fine)[smooth], initial=0.0))
    return Derivative(along=(4 * fine - coarse) / 3, noise=noise, smooth=smooth)


def along(gradient: Array, directions: Array) -> Array:
    """Return a gradient's inner product with each direction.

    Args:
        gradient: (*shape,).
        directions: (directions, *shape).

    Returns:
        (directions,).
    """
    axes = tuple(range(1, directions.ndim))
    products: Array = np.sum(directions * gradient, axis=axes)
    return products


_KNOWN: WeakKeyDictionary[Expectations, dict[Hashable, Derivative | None]] = WeakKeyDictionary()


def once(expectations: Expectations, of: Hashable, make: Callable[[], Derivative | None]) -> Derivative | None:
    """Return a derivative of the reference, made when it is first asked for.

    Args:
        expectations: what the reference gives.
        of: which derivative it is.
        make: makes it.
    """
    known = _KNOWN.setdefault(expectations, {})
    if of not in known:
        known[of] = make()
    return known[of]
