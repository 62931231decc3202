"""Finds how wrong numbers relate to the right ones, where no known mistake fits: a factor, another order, an offset."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from grader.model.finding import Finding, FindingKind
from grader.model.verdict import Confidence

from .differing_arrays import Array, Pair
from .input_sizes import lengths

_SINGLE = 4 * float(np.finfo(np.float32).eps)
"""Relative error that a few roundings to float32 make in an entry."""
_SAME = 1e-6
"""Relative difference below which two factors are equal."""


def relate(output: str, pairs: Sequence[Pair]) -> Finding | None:
    """Find the one relation that holds wherever an output is wrong; None where there is none.

    Args:
        output: the output's name.
        pairs: all of its arrays that are wrong.
    """
    telling = [pair for pair in pairs if _tells(pair)]
    if not telling or len(telling) < len(pairs) / 2:
        return None
    for relation in _RELATIONS:
        found = relation(telling)
        if found is not None:
            kind, facts = found
            sure = Confidence.LIKELY if len(telling) > 1 else Confidence.POSSIBLE
            return Finding(
                kind=FindingKind(kind), confidence=sure, facts={"output": output, **facts}, outputs=(output,)
            )
    return None


Found = tuple[str, dict[str, str]]


def _tells(pair: Pair) -> bool:
    """Return whether a relation found in this array could be more than an accident."""
    expected = pair.expected
    return expected.size > 1 and bool(np.isfinite(expected).all()) and bool(np.ptp(expected) > 0)


def _factor(pairs: Sequence[Pair]) -> Found | None:
    """Find a factor that is the same everywhere, or equals a length of the inputs."""
    factors = []
    for pair in pairs:
        if pair.got.shape != pair.expected.shape or not np.isfinite(pair.got).all():
            return None
        factor = float(np.vdot(pair.expected, pair.got) / np.vdot(pair.expected, pair.expected))
        if abs(factor) < _SAME or not pair.equal(pair.got, factor * pair.expected):
            return None
        factors.append(factor)
    if all(abs(factor + 1) < _SAME for factor in factors):
        return "sign", {}
    constant = all(abs(factor - factors[0]) < _SAME * abs(factor) for factor in factors)
    by_length = _length(pairs, factors)
    if by_length is not None and not (constant and abs(factors[0]) in (2.0, 0.5)):
        return by_length
    return ("factor", {"factor": _number(factors[0])}) if constant else None


def _length(pairs: Sequence[Pair], factors: Sequence[float]) -> Found | None:
    """Find the length of the inputs, or a product of lengths, by which all numbers are too large or too small."""
    tables = [lengths(pair.inputs) for pair in pairs]
    for name in tables[0]:
        if not all(name in table for table in tables):
            continue
        sizes = [table[name] for table in tables]
        for kind, powers in (("times_length", sizes), ("over_length", [1 / size for size in sizes])):
            if all(abs(f - p) < _SAME * p for f, p in zip(factors, powers, strict=True)):
                return kind, {"length": name}
    return None


def _number(factor: float) -> str:
    """Return a factor as people write it: 2, 1/3, or two digits."""
    near = Fraction(factor).limit_denominator(12)
    simple = 1 in (abs(near.numerator), near.denominator) and abs(float(near) - factor) < _SAME * abs(factor)
    return str(near) if simple else f"{factor:.2g}"


def _everywhere(pairs: Sequence[Pair], made: Callable[[Pair], Array]) -> bool:
    """Return whether the returned array equals a function of the expected one, in every pair."""
    return all(pair.equal(pair.got, made(pair)) for pair in pairs)


def _transposed(pairs: Sequence[Pair]) -> Found | None:
    two_axes = all(pair.expected.ndim == 2 for pair in pairs)
    return ("transposed", {}) if two_axes and _everywhere(pairs, lambda pair: pair.expected.T) else None


def _reversed(pairs: Sequence[Pair]) -> Found | None:
    for axis in range(min(pair.expected.ndim for pair in pairs)):
        if _everywhere(pairs, lambda pair, axis=axis: np.flip(pair.expected, axis)):  # type: ignore[misc]
            return "reversed", {"axis": str(axis)}
    return None


def _reordered(pairs: Sequence[Pair]) -> Found | None:
    """Find the same numbers in other places, in the right shape or in another."""
    same = all(
        pair.got.size == pair.expected.size
        and pair.equal(np.sort(pair.got, axis=None), np.sort(pair.expected, axis=None))
        for pair in pairs
    )
    return ("reordered", {}) if same else None


def _offset(pairs: Sequence[Pair]) -> Found | None:
    """Find one number that is added everywhere, or one for each index of some axes."""
    if any(pair.got.shape != pair.expected.shape or not np.isfinite(pair.got).all() for pair in pairs):
        return None
    if _everywhere(pairs, lambda pair: pair.expected + np.mean(pair.got - pair.expected)):
        return "offset", {}
    for axis in range(min(pair.expected.ndim for pair in pairs)):
        long = all(pair.expected.shape[axis] > 1 and pair.expected.ndim > 1 for pair in pairs)
        if long and _everywhere(pairs, lambda pair, axis=axis: _with_mean_offset(pair, axis)):  # type: ignore[misc]
            return "offset_along", {"axis": str(axis)}
    return None


def _with_mean_offset(pair: Pair, axis: int) -> Array:
    return np.asarray(pair.expected + np.mean(pair.got - pair.expected, axis=axis, keepdims=True))


def _power(pairs: Sequence[Pair]) -> Found | None:
    with np.errstate(all="ignore"):
        if _everywhere(pairs, lambda pair: pair.expected**2):
            return "squared", {}
        if _everywhere(pairs, lambda pair: np.sqrt(pair.expected)):
            return "rooted", {}
        if _everywhere(pairs, lambda pair: 1 / pair.expected):
            return "inverted", {}
    return None


def _clipped(pairs: Sequence[Pair]) -> Found | None:
    if _everywhere(pairs, lambda pair: np.maximum(pair.expected, 0)):
        return "clipped", {}
    return ("absolute", {}) if _everywhere(pairs, lambda pair: np.abs(pair.expected)) else None


def _precision(pairs: Sequence[Pair]) -> Found | None:
    """Find numbers that are right to the precision of float32."""
    for pair in pairs:
        if pair.got.shape != pair.expected.shape or pair.is_whole:
            return None
        if np.any((pair.got == 0) & (pair.expected != 0)):  # no rounding makes a number zero
            return None
        scale = np.maximum(np.abs(pair.expected), np.max(np.abs(pair.expected)) * 1e-2)
        if not np.all(np.abs(pair.got - pair.expected) <= _SINGLE * 8 * scale):
            return None
    return "precision", {}


def _nothing(pairs: Sequence[Pair]) -> Found | None:
    """Find all zeros, one number everywhere, or an unchanged input."""
    if all(pair.got.size and not pair.got.any() for pair in pairs):
        return "zeros", {}
    for name in pairs[0].inputs:
        if all(_is_input(pair, name) for pair in pairs):
            return "is_input", {"input": name}
    constant = all(pair.got.size > 1 and bool(np.all(pair.got == pair.got.flat[0])) for pair in pairs)
    return ("constant", {}) if constant else None


def _is_input(pair: Pair, name: str) -> bool:
    given = pair.inputs.get(name)
    return isinstance(given, np.ndarray) and given.shape == pair.got.shape and bool(np.array_equal(given, pair.got))


_RELATIONS = (*(_precision, _nothing, _factor, _transposed, _reversed, _reordered, _offset, _power, _clipped),)
"""The relations from the strongest to the weakest; the first that holds is named."""
