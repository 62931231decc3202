"""Tells where a student's layer differs from the reference's on the same call, so that it can be charged there.

Why it is so: docs/decisions/0033.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.compare.ladder import compare
from grader.compare.quiet import quiet
from grader.compare.rules import ComparisonRules
from grader.model.assignment import Assignment
from grader.model.observation import Deviation, settings_of

RULES = ComparisonRules(limit=1e-6, norm="array", floor=1e-9)
"""How near a layer must come to the reference's on the same inputs."""
ROUNDING = ComparisonRules(limit=1e-9, norm="array", floor=1e-9)
"""What a forward pass may differ by before its backward pass, which may differ by more, is taken to follow from it."""


@dataclass
class ReferenceLayers:
    """The reference's own layers, called beside the student's on the same inputs."""

    assignment: Assignment
    names: tuple[str, ...]
    """The layers."""
    found: dict[Deviation, None] = field(default_factory=dict)
    """Where the student's differ."""

    def __post_init__(self) -> None:
        self._own = {name: self.assignment.reference.find(name) for name in self.names}

    @quiet()
    def call(self, name: str, args: tuple[Any, ...], keywords: tuple[str, ...] = ()) -> Answer | None:
        """Return what the reference's layer returns, and its settings afterwards; None where it takes no such call.

        Args:
            name: the layer.
            args: the arguments; the last ones are those of the keywords.
            keywords: the names of the last arguments.
        """
        args = copy.deepcopy(args)
        by_place = len(args) - len(keywords)
        try:
            with self.assignment.reference.replaced(self._own):
                returned = self._own[name](*args[:by_place], **dict(zip(keywords, args[by_place:], strict=True)))
        except Exception:  # what the student's other layers returned may fit nothing
            return None
        ways = self.assignment.rubric.functions[name].returns
        whole = isinstance(returned, (tuple, list))
        way = next((way for way in ways if (len(returned) if whole else 1) == len(way)), None)
        if way is None:
            return None
        values = dict(zip(way, returned, strict=True)) if len(way) > 1 else {way[0]: returned}
        return Answer(values, tuple(arg if type(arg) is dict else None for arg in args))

    def deviations(
        self, name: str, args: tuple[Any, ...], got: Mapping[str, Any], due: Answer | None, rules: ComparisonRules
    ) -> tuple[Deviation, ...]:
        """Return where a call of the student's layer differs.

        Args:
            name: the layer.
            args: its arguments as they were before the call.
            got: what it returned, by name, and its settings afterwards.
            due: what the reference returned; None where it takes no such call.
            rules: how near it must come.
        """
        off = {"the call": 1.0} if due is None else {key: _error(key, got, value, rules) for key, value in due.named()}
        settings = settings_of(args)
        return tuple(
            Deviation(function=name, value=value, error=error, settings=settings)
            for value, error in off.items()
            if error
        )

    def note(self, deviations: Iterable[Deviation]) -> None:
        """Remember where the student's layers differ, each place once."""
        self.found |= dict.fromkeys(deviations)


@dataclass(frozen=True)
class Answer:
    """What the reference's layer gave."""

    values: Mapping[str, Any]
    """What it returned, by name."""
    states: tuple[dict[str, Any] | None, ...]
    """Its arguments afterwards where they are dictionaries, else None."""

    def named(self) -> Iterator[tuple[str, Any]]:
        """Yield the name of each value, and of each entry of its settings afterwards."""
        for state in self.states:
            yield from (state or {}).items()
        yield from self.values.items()


def _error(name: str, got: Mapping[str, Any], due: Any, rules: ComparisonRules) -> float:
    """Return by how much a value differs; 0 where it does not, or is not compared."""
    if not isinstance(due, (np.ndarray, np.generic, int, float)) or isinstance(due, bool) or name not in got:
        return 0.0
    off = [one.error for one in compare("", name, got[name], due, rules) if one.rung is not None and not one.reshaped]
    return max((1.0 if error is None or not np.isfinite(error) else float(error) for error in off), default=0.0)
