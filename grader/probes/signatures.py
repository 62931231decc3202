"""Computes the outputs of known mistakes on the scenarios' inputs: of each alone, and of several on request."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from grader.compare.ladder import same_outputs
from grader.model.assignment import Assignment, Mistake
from grader.model.expectation import MistakeSignature, Parts, Probe

from .computed import Values, alternatives, signature
from .plan import scenarios_of

Evaluate = Callable[[Probe], Values]
"""Function that runs one probe on the reference with its present replacements."""


@dataclass
class Signatures:
    """Runs the mistakes of an assignment on the probes that they can change."""

    assignment: Assignment
    """The assignment whose mistakes are run."""
    right: Mapping[Probe, Values]
    """The reference's values, in the form in which a mistake's values are kept."""
    evaluate: Evaluate
    """Function that runs one probe."""
    floors: Mapping[Probe, Mapping[str, float]] = field(default_factory=dict)
    """By case and output the smallest size that errors are relative to."""
    kept: dict[tuple[Parts, tuple[Probe, ...]], MistakeSignature] = field(default_factory=dict)
    """Combinations that have been computed already."""

    def __post_init__(self) -> None:
        self._mistakes = {mistake.id: mistake for mistake in self.assignment.mistakes}
        self._asked: dict[str, set[str]] = {}
        for question in self.assignment.rubric.questions:
            for name in scenarios_of(question):
                self._asked.setdefault(name, set()).add(question.function or "")

    @cached_property
    def reached(self) -> Mapping[Probe, set[str]]:
        """Return by probe which of the functions that mistakes replace it calls."""
        names = {name for mistake in self.assignment.mistakes for name in mistake.overrides}
        return {probe: self._reached(probe, names) for probe in self.right}

    def all(self) -> tuple[MistakeSignature, ...]:
        """Return the outputs of each mistake alone, for each of its variants."""
        return tuple(self._signature(mistake, overrides) for mistake, overrides in alternatives(self.assignment))

    def combined(self, parts: Parts, probes: Collection[Probe]) -> MistakeSignature:
        """Return the outputs of a solution with these mistakes and no others; the signature has the last one's id.

        Args:
            parts: the mistakes, with their functions.
            probes: the probes in which it is wanted.
        """
        key = (parts, tuple(probes))
        if key not in self.kept:
            overrides = {function: self._mistakes[name].overrides[function] for function, name in parts}
            self.kept[key] = self._signature(self._mistakes[parts[-1][1]], overrides, probes)
        return self.kept[key]

    def _signature(
        self, mistake: Mistake, overrides: Mapping[str, Any], probes: Collection[Probe] | None = None
    ) -> MistakeSignature:
        differing, reached = {}, self.reached
        asked = {probe: self.right[probe] for probe in (self.right if probes is None else probes)}
        with self.assignment.reference.replaced(overrides), np.errstate(all="ignore"):
            for probe, right in asked.items():
                if reached[probe] & overrides.keys() and self._is_asked(probe, overrides):
                    found = _attempted(self.evaluate, probe)
                    if not same_outputs(found, right, self.floors.get(probe, {})):
                        differing[probe] = found
        return signature(mistake, overrides, differing)

    def _is_asked(self, probe: Probe, overrides: Mapping[str, Any]) -> bool:
        """Return whether a question about an overridden function uses the probe; those of way `points` always count."""
        return probe.way == "points" or bool(self._asked.get(probe.scenario, set()) & overrides.keys())

    def _reached(self, probe: Probe, names: set[str]) -> set[str]:
        """Return which of these names a probe calls on the reference; overriding any other cannot change its values."""
        seen: set[str] = set()
        originals = {name: self.assignment.reference.find(name) for name in names}
        watched = {name: _watched(name, original, seen) for name, original in originals.items()}
        with self.assignment.reference.replaced(watched):
            self.evaluate(probe)
        return seen


def _watched(name: str, original: Any, seen: set[str]) -> Any:
    """Return a function or class like the original, which records that it was called."""
    if isinstance(original, type):

        def made(cls: Any, *_args: Any, **_settings: Any) -> Any:
            seen.add(name)
            return object.__new__(cls)

        return type(original.__name__, (original,), {"__new__": made})

    def call(*args: Any, **kwargs: Any) -> Any:
        seen.add(name)
        return original(*args, **kwargs)

    return call


def _attempted(evaluate: Evaluate, probe: Probe) -> Values:
    """Return a mistake's values; empty where it raises, as a wrong solution may."""
    try:
        return evaluate(probe)
    except Exception:  # the variant is wrong on purpose
        return {}
