"""Finds which wrong variants of the reference give a student's numbers, leaf by leaf, for one check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.checks.matches import Matches, probes_of, rules_of
from grader.compare.rules import ComparisonRules
from grader.compare.tolerance import Array
from grader.model.expectation import Expectations, MistakeSignature, Probe
from grader.model.observation import Observation, Outcome

from .flatten import Leaf, Stack, flatten


@dataclass(frozen=True, slots=True)
class MatchMatrix:
    """One submission's numbers compared with all variants of one check; rows are leaves, columns are variants."""

    variants: tuple[MistakeSignature, ...]
    """The wrong variants of the reference."""
    names: tuple[str, ...]
    """The names of the leaves, such as `dx` or `grads[W1]`; one row for each case."""
    off: Array
    """Whether the student's leaf differs from the reference's, (leaves,) of bool."""
    came: Array
    """Whether the student's code returned something, (leaves,) of bool."""
    telling: Array
    """Whether equality in this leaf cannot be an accident, (leaves,) of bool."""
    wrong: Array
    """Whether the variant's leaf differs from the reference's, (leaves, variants) of bool."""
    same: Array
    """Whether the variant's leaf equals the student's, (leaves, variants) of bool."""

    def rows(self, wanted: Sequence[str]) -> Array:
        """Return a mask of the rows that belong to some outputs or leaves, (leaves,) of bool."""
        return np.array([name in wanted or name.split("[")[0] in wanted for name in self.names], dtype=bool)

    def explaining(self, rows: Array | None = None) -> Array:
        """Return which variants equal the student in all of these rows and are wrong in at least one, (variants,).

        A variant that is wrong in any other row where the student does not equal it explains nothing.

        Args:
            rows: a mask of rows, (leaves,) of bool; None for all.
        """
        chosen = slice(None) if rows is None else rows
        fits, shows = self.same[chosen], (self.wrong & (self.off & self.came)[:, None])[chosen]
        refuted = (self.wrong & ~self.same).any(axis=0)
        return np.asarray(fits.all(axis=0) & shows.any(axis=0) & ~refuted)


@dataclass(frozen=True, slots=True)
class _Output:
    """One output of one case, with the reference's and all variants' values."""

    probe: Probe
    output: str
    expected: Any
    right: dict[str, Stack]
    """The reference's leaves by name."""
    variants: tuple[Stack, ...]
    """The variants' leaves, in the same order."""
    wrong: tuple[Array, ...]
    """Whether each variant differs from the reference, (variants,) of bool for each leaf."""
    raises: Array
    """Whether each variant raises, (variants,) of bool."""


class Candidates:
    """The variants that could explain a check; prepared once for each rubric, and compared with every submission."""

    def __init__(self, check: Matches, variants: Sequence[MistakeSignature], expectations: Expectations) -> None:
        """Prepare the outputs of each variant in every case of the check."""
        self.variants = tuple(variants)
        self._outputs = [
            self._laid_out(
                probe, output, expectations.values[probe][output], rules_of(check, probe, output, expectations)
            )
            for probe in probes_of(check, expectations)
            for output in check.shares
        ]
        self._names = tuple(name for place in self._outputs for name in place.right)
        wrong = [row for place in self._outputs for row in place.wrong]
        self.wrong = np.array(wrong, dtype=bool).reshape(len(self._names), len(self.variants))
        """Whether each variant differs from the reference, (leaves, variants) of bool."""

    def met_by(self, observations: Mapping[Probe, Observation]) -> MatchMatrix:
        """Compare the variants with a submission's observations."""
        off, came, telling, same = zip(*self._met(observations), strict=True)
        student = (np.array(off), np.array(came), np.array(telling))
        return MatchMatrix(self.variants, self._names, *student, self.wrong, np.array(same))

    def alike(self) -> Array:
        """Return which variants give the same numbers in every leaf, (variants, variants) of bool."""
        stacks = [(stack, place) for place in self._outputs for stack in place.variants]
        same = [stack.alike() | np.outer(place.raises, place.raises) for stack, place in stacks]
        return np.asarray(np.all(same, axis=0))

    def _laid_out(self, probe: Probe, output: str, expected: Any, rules: ComparisonRules) -> _Output:
        right = dict(flatten(output, expected, expected))

        def of(variant: MistakeSignature) -> dict[str, Leaf] | None:
            """Return a variant's leaves; the reference's where it does not differ, None where it raises."""
            if probe not in variant.values:
                return right
            values = variant.values[probe]
            return dict(flatten(output, values.get(output), expected)) if values else None

        theirs = [of(variant) for variant in self.variants]
        stacks = tuple(
            Stack([None if t is None else t[name] for t in theirs], leaf, rules) for name, leaf in right.items()
        )
        return _Output(
            probe=probe,
            output=output,
            expected=expected,
            right={name: Stack([leaf], leaf, rules) for name, leaf in right.items()},
            variants=stacks,
            wrong=tuple(~stack.equal(leaf) for stack, leaf in zip(stacks, right.values(), strict=True)),
            raises=np.array([t is None for t in theirs], dtype=bool),
        )

    def _met(self, observations: Mapping[Probe, Observation]) -> Iterator[tuple[bool, bool, bool, Array]]:
        """Yield for each leaf whether it is wrong, came, and is telling, and which variants equal it."""
        for place in self._outputs:
            seen = observations.get(place.probe)
            if seen is None or seen.outcome is not Outcome.RETURNED:
                raised = seen is not None and seen.outcome is Outcome.RAISED
                same = place.raises if raised else np.zeros_like(place.raises)
                yield from [(True, False, False, same)] * len(place.right)
                continue
            own = flatten(place.output, seen.values.get(place.output), place.expected)
            for (_, leaf), right, stack in zip(own, place.right.values(), place.variants, strict=True):
                equal = stack.equal(leaf)
                yield not right.equal(leaf)[0], True, leaf.is_telling, equal
