"""Which variants of the reference give a student's numbers, leaf by leaf, for one check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.checks.matches import Matches, limit_of, probes_of
from grader.compare.tolerance import Array
from grader.model.expectation import Expectations, MistakeSignature, Probe
from grader.model.observation import Observation, Outcome

from .flatten import Leaf, Stack, flatten


@dataclass(frozen=True, slots=True)
class MatchMatrix:
    """One submission's numbers beside all variants' of one check; rows are leaves, columns variants."""

    variants: tuple[MistakeSignature, ...]
    """The variants."""
    names: tuple[str, ...]
    """The leaves, such as `dx` or `grads[W1]`, a row for each case."""
    off: Array
    """Where the student is not the reference, (leaves,)."""
    came: Array
    """Where the student's code gave something, (leaves,)."""
    telling: Array
    """Where equal numbers are no accident, (leaves,)."""
    wrong: Array
    """Where a variant is not the reference, (leaves, variants)."""
    same: Array
    """Where a variant is as the student, (leaves, variants)."""

    def rows(self, wanted: Sequence[str]) -> Array:
        """Return which rows belong to some outputs or leaves, (leaves,)."""
        return np.array([name in wanted or name.split("[")[0] in wanted for name in self.names], dtype=bool)

    def explaining(self, rows: Array | None = None) -> Array:
        """Return which variants are as the student in all of these rows and wrong in numbers in one, (variants,).

        One that is wrong in another row in a way in which the student is not explains nothing.
        """
        chosen = slice(None) if rows is None else rows
        fits, shows = self.same[chosen], (self.wrong & (self.off & self.came)[:, None])[chosen]
        refuted = (self.wrong & ~self.same).any(axis=0)
        return np.asarray(fits.all(axis=0) & shows.any(axis=0) & ~refuted)


@dataclass(frozen=True, slots=True)
class _Output:
    """One output of one case, as the reference and all variants give it."""

    probe: Probe
    output: str
    expected: Any
    limit: float
    right: dict[str, Stack]
    """The reference's leaves by name."""
    variants: tuple[Stack, ...]
    """The variants', in the same order."""
    wrong: tuple[Array, ...]
    """Where a variant is not the reference, (variants,) for each leaf."""
    raises: Array
    """Which variants raise, (variants,)."""


class Candidates:
    """The variants that could explain a check; laid out once a rubric, met by every submission."""

    def __init__(self, check: Matches, variants: Sequence[MistakeSignature], expectations: Expectations) -> None:
        """Lay out what each variant gives in every case of the check."""
        self.variants = tuple(variants)
        self._outputs = [
            self._laid_out(probe, output, expectations.values[probe][output], limit, check.norm)
            for probe in probes_of(check, expectations)
            for limit in [limit_of(check, probe, expectations.inputs[probe])]
            for output in check.shares
        ]
        self._names = tuple(name for place in self._outputs for name in place.right)
        wrong = [row for place in self._outputs for row in place.wrong]
        self.wrong = np.array(wrong, dtype=bool).reshape(len(self._names), len(self.variants))
        """Where a variant is not the reference, (leaves, variants)."""

    def met_by(self, observations: Mapping[Probe, Observation]) -> MatchMatrix:
        """Return the variants beside what a submission gave."""
        off, came, telling, same = zip(*self._met(observations), strict=True)
        student = (np.array(off), np.array(came), np.array(telling))
        return MatchMatrix(self.variants, self._names, *student, self.wrong, np.array(same))

    def alike(self) -> Array:
        """Return which variants give the same numbers in every leaf, (variants, variants)."""
        stacks = [(stack, place) for place in self._outputs for stack in place.variants]
        same = [stack.alike(place.limit) | np.outer(place.raises, place.raises) for stack, place in stacks]
        return np.asarray(np.all(same, axis=0))

    def _laid_out(self, probe: Probe, output: str, expected: Any, limit: float, norm: str) -> _Output:
        right = dict(flatten(output, expected, expected))

        def of(variant: MistakeSignature) -> dict[str, Leaf] | None:
            """Return a variant's leaves; the reference's where it does not differ, None where it raises."""
            if probe not in variant.values:
                return right
            values = variant.values[probe]
            return dict(flatten(output, values.get(output), expected)) if values else None

        theirs = [of(variant) for variant in self.variants]
        stacks = tuple(Stack([None if t is None else t[name] for t in theirs], norm) for name in right)
        return _Output(
            probe=probe,
            output=output,
            expected=expected,
            limit=limit,
            right={name: Stack([leaf], norm) for name, leaf in right.items()},
            variants=stacks,
            wrong=tuple(~stack.equal(leaf, limit) for stack, leaf in zip(stacks, right.values(), strict=True)),
            raises=np.array([t is None for t in theirs], dtype=bool),
        )

    def _met(self, observations: Mapping[Probe, Observation]) -> Iterator[tuple[bool, bool, bool, Array]]:
        """For each leaf: is the student off, did anything come, does it tell, and which variants are the same."""
        for place in self._outputs:
            seen = observations.get(place.probe)
            if seen is None or seen.outcome is not Outcome.RETURNED:
                raised = seen is not None and seen.outcome is Outcome.RAISED
                same = place.raises if raised else np.zeros_like(place.raises)
                yield from [(True, False, False, same)] * len(place.right)
                continue
            own = flatten(place.output, seen.values.get(place.output), place.expected)
            for (_, leaf), right, stack in zip(own, place.right.values(), place.variants, strict=True):
                equal = stack.equal(leaf, place.limit)
                yield not right.equal(leaf, place.limit)[0], True, leaf.is_telling, equal
