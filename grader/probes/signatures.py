"""What known mistakes give on the scenarios' inputs: each by itself, and several together where that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.compare.tolerance import same
from grader.model.assignment import Assignment, Mistake
from grader.model.expectation import MistakeSignature, Parts, Probe

from .plan import scenarios_of

Values = Mapping[str, Any]
Evaluate = Callable[[Probe], Values]
"""Runs one probe on the reference as it stands."""


@dataclass
class Signatures:
    """Runs the mistakes of an assignment on the probes that they can change."""

    assignment: Assignment
    """Whose mistakes."""
    right: Mapping[Probe, Values]
    """What the reference gives, in the form in which a mistake's values are kept."""
    evaluate: Evaluate
    """Runs one probe."""
    kept: dict[Parts, MistakeSignature] = field(default_factory=dict)
    """Combinations that were run before."""

    def __post_init__(self) -> None:
        self._mistakes = {mistake.id: mistake for mistake in self.assignment.mistakes}
        names = {name for mistake in self.assignment.mistakes for name in mistake.overrides}
        self._asked: dict[str, set[str]] = {}
        for question in self.assignment.rubric.questions:
            for name in scenarios_of(question):
                self._asked.setdefault(name, set()).add(question.function or "")
        self._touched = {probe: self._reached(probe, names) for probe in self.right}

    def all(self) -> tuple[MistakeSignature, ...]:
        """What each mistake gives by itself, in each way in which it is written."""
        return tuple(
            self._signature(mistake, overrides)
            for mistake in self.assignment.mistakes
            for overrides in (mistake.overrides, *mistake.variants)
        )

    def combined(self, parts: Parts) -> MistakeSignature:
        """What a solution gives that is wrong in these parts and right in all others; it is named after the last."""
        if parts not in self.kept:
            overrides = {function: self._mistakes[name].overrides[function] for function, name in parts}
            self.kept[parts] = self._signature(self._mistakes[parts[-1][1]], overrides)
        return self.kept[parts]

    def _signature(self, mistake: Mistake, overrides: Mapping[str, Any]) -> MistakeSignature:
        differing = {}
        with self.assignment.reference.replaced(overrides), np.errstate(all="ignore"):
            for probe, right in self.right.items():
                if self._touched[probe] & overrides.keys() and self._is_asked(probe, overrides):
                    found = _attempted(self.evaluate, probe)
                    if not same(found, right):
                        differing[probe] = found
        return MistakeSignature(
            id=mistake.id,
            functions=tuple(overrides),
            seriousness=mistake.seriousness,
            keeps=mistake.keeps,
            mark=mistake.mark,
            values=differing,
        )

    def _is_asked(self, probe: Probe, overrides: Mapping[str, Any]) -> bool:
        """Whether a question about what is overridden looks at the probe; forwards themselves are always looked at."""
        return probe.way == "points" or bool(self._asked.get(probe.scenario, set()) & overrides.keys())

    def _reached(self, probe: Probe, names: set[str]) -> set[str]:
        """Which of these names a probe comes to on the reference; no other override can change what it gives."""
        seen: set[str] = set()
        originals = {name: self.assignment.reference.find(name) for name in names}
        watched = {name: _watched(name, original, seen) for name, original in originals.items()}
        with self.assignment.reference.replaced(watched):
            self.evaluate(probe)
        return seen


def _watched(name: str, original: Any, seen: set[str]) -> Any:
    """A function or class like the original, which notes that it was called."""
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
    """A mistake's values, or none where it raises, as a wrong solution may."""
    try:
        return evaluate(probe)
    except Exception:  # the variant is wrong on purpose
        return {}
