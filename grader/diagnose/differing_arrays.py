"""Pairs returned arrays with expected ones, wherever the two differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.checks.matches import Matches, probes_of, rules_of
from grader.compare.arrays import array_of
from grader.compare.rules import Scale
from grader.compare.tolerance import EXACT, EXACT_LIMIT, is_within, wide
from grader.model.expectation import Expectations, Probe
from grader.model.observation import Observation, Outcome

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One wrong array of one case."""

    name: str
    """The output, or its entry: `dx`, `grads[W1]`."""
    got: Array
    """The returned array, of any shape."""
    expected: Array
    """The expected array, in float64."""
    limit: float
    """The largest error that still counts as equal."""
    scale: Scale = field(default_factory=Scale)
    """What errors are relative to."""
    inputs: Mapping[str, Any]
    """The inputs of the case."""

    @property
    def is_whole(self) -> bool:
        """Return whether integers are due."""
        return self.scale == EXACT

    def equal(self, got: Any, expected: Any = None) -> bool:
        """Return whether numbers equal the expected ones, or other ones, within the limit.

        Args:
            got: the numbers.
            expected: the numbers to compare with; None for the pair's own.
        """
        return is_within(got, self.expected if expected is None else expected, self.limit, self.scale)


def pairs_of(
    check: Matches, observations: Mapping[Probe, Observation], expectations: Expectations
) -> dict[str, list[Pair]]:
    """Return the wrong arrays, by output, of all cases of a check that returned something.

    Args:
        check: the check.
        observations: the observation of each probe.
        expectations: the inputs and the reference's values.
    """
    found: dict[str, list[Pair]] = {}
    for probe in probes_of(check, expectations):
        seen, inputs = observations.get(probe), expectations.inputs[probe]
        if seen is None or seen.outcome is not Outcome.RETURNED:
            continue
        for output in check.shares:
            rules = rules_of(check, probe, output, expectations)
            for name, got, expected in _arrays(output, seen.values.get(output), expectations.values[probe][output]):
                exact = expected.dtype.kind in "iu"
                scale, limit = (EXACT, EXACT_LIMIT) if exact else (rules.scale(), rules.limit)
                pair = Pair(name=name, got=wide(got), expected=wide(expected), limit=limit, scale=scale, inputs=inputs)
                if not pair.equal(got):
                    found.setdefault(output, []).append(pair)
    return found


def _arrays(name: str, got: Any, expected: Any) -> Iterator[tuple[str, Array, Array]]:
    """Yield the name, returned and expected value of every array of numbers in an output."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            if isinstance(got, dict) and key in got:
                yield from _arrays(f"{name}[{key}]", got[key], value)
        return
    arrays = [_as_numbers(value) for value in (got, expected)]
    if arrays[0] is not None and arrays[1] is not None:
        yield name, arrays[0], arrays[1]


def _as_numbers(value: Any) -> Array | None:
    array = array_of(value)
    return array if array is not None and array.dtype.kind in "iuf" else None
