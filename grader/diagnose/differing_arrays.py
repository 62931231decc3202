"""Pairs returned arrays with expected ones, wherever the two differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.checks.matches import Matches, limit_of, probes_of
from grader.compare.tolerance import ARRAY, is_within
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
    norm: str = ARRAY
    """The scale that errors are relative to: the largest entry of the whole `array`, or of each `column`."""
    inputs: Mapping[str, Any]
    """The inputs of the case."""

    def equal(self, got: Any, expected: Any = None) -> bool:
        """Return whether numbers equal the expected ones, or other ones, within the limit.

        Args:
            got: the numbers.
            expected: the numbers to compare with; None for the pair's own.
        """
        return is_within(got, self.expected if expected is None else expected, self.limit, self.norm)


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
        limit = limit_of(check, probe, inputs)
        for output in check.shares:
            for name, got, expected in _arrays(output, seen.values.get(output), expectations.values[probe][output]):
                pair = Pair(name=name, got=got, expected=expected, limit=limit, norm=check.norm, inputs=inputs)
                if not pair.equal(got):
                    found.setdefault(output, []).append(pair)
    return found


def _arrays(name: str, got: Any, expected: Any) -> Iterator[tuple[str, Array, Array]]:
    """Yield the name, returned and expected value of every array in an output, in float64."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            if isinstance(got, dict) and key in got:
                yield from _arrays(f"{name}[{key}]", got[key], value)
        return
    arrays = [_as_numbers(value) for value in (got, expected)]
    if arrays[0] is not None and arrays[1] is not None:
        yield name, arrays[0], arrays[1]


def _as_numbers(value: Any) -> Array | None:
    if isinstance(value, (np.ndarray, np.generic, int, float)) and np.asarray(value).dtype.kind in "iuf":
        return np.asarray(value, dtype=np.float64)
    return None
