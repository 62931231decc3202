"""Compares results of a function on drawn inputs, of whatever kind they are, and says what is weak about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from grader.compare.tolerance import is_within, wide
from grader.sandbox.child.values.foreign import Foreign

FAR = 1e-3
"""Relative error above which the results of a variant differ from those of the function."""
HUGE = 1e12
"""Size of numbers above which a result is hardly one that a notebook means."""
NOISE = 1e-12
"""Relative noise that is added to inputs."""
MOVED = 1e-7
"""Relative change of a result under that noise above which rounding decides about marks."""


def leaves(value: Any) -> Iterator[np.ndarray[Any, Any]]:
    """Yield the arrays and single values that a result consists of."""
    if isinstance(value, Foreign):
        yield from leaves(value.parts)
    elif isinstance(value, Mapping):
        yield from (leaf for key in value for leaf in leaves(value[key]))
    elif isinstance(value, (list, tuple)):
        yield np.asarray(len(value))
        yield from (leaf for item in value for leaf in leaves(item))
    else:
        yield np.asarray(value)


def is_finite(value: Any) -> bool:
    """Return whether no number in a result is NaN or infinite; in a table of a library NaN is a value."""
    if isinstance(value, Foreign):
        return True
    return all(leaf.dtype.kind not in "fc" or bool(np.all(np.isfinite(leaf))) for leaf in leaves(value))


def is_same(one: Any, other: Any) -> bool:
    """Return whether two results are equal in every bit."""
    mine, theirs = list(leaves(one)), list(leaves(other))
    return len(mine) == len(theirs) and all(
        np.array_equal(a, b, equal_nan=a.dtype.kind == b.dtype.kind == "f") for a, b in zip(mine, theirs, strict=True)
    )


def differ(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether results by name differ widely, with the same structure, shapes and kinds of dtype."""
    if one.keys() != other.keys():
        return False
    mine, theirs = list(leaves(one)), list(leaves({name: other[name] for name in one}))
    if len(mine) != len(theirs):
        return False
    pairs = list(zip(mine, theirs, strict=True))
    if any(a.shape != b.shape or a.dtype.kind != b.dtype.kind for a, b in pairs):
        return False
    return any(_is_far(a, b) for a, b in pairs)


def weakness(values: Mapping[str, Any], moved: Mapping[str, Any]) -> str:
    """Return what is weak about a function's results, as words; empty for nothing.

    Args:
        values: its results, by name.
        moved: its results on the same inputs with noise.
    """
    mine, theirs = list(leaves(values)), list(leaves({name: moved.get(name) for name in values}))
    sizes = [float(np.abs(leaf).max()) for leaf in mine if leaf.size and leaf.dtype.kind in "fc"]
    if sizes and max(sizes) > HUGE:
        return f"its result on drawn inputs is as large as {max(sizes):.1g}: draw inputs on which it means something"
    if len(mine) != len(theirs) or any(a.shape != b.shape for a, b in zip(mine, theirs, strict=True)):
        return f"its result has another form after noise of {NOISE:g} in its inputs"
    far = [
        a for a, b in zip(mine, theirs, strict=True) if a.dtype.kind in "fc" and not is_within(wide(b), wide(a), MOVED)
    ]
    if far:
        return f"its result moves by more than {MOVED:g} under noise of {NOISE:g} in its inputs: rounding decides"
    return ""


def with_noise(value: Any, rng: np.random.Generator) -> Any:
    """Return an input with relative noise on its numbers with decimals; whole numbers and tables stay."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "fc":
        return (value * (1 + NOISE * rng.standard_normal(value.shape))).astype(value.dtype)
    if isinstance(value, float):
        return value * (1 + NOISE * float(rng.standard_normal()))
    if type(value) in (list, tuple):
        return type(value)(with_noise(item, rng) for item in value)
    if type(value) is dict:
        return {name: with_noise(item, rng) for name, item in value.items()}
    return value


def _is_far(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> bool:
    if one.dtype.kind in "iufc":
        return bool(np.all(np.isfinite(other))) and not is_within(wide(other), wide(one), FAR)
    return not np.array_equal(one, other)
