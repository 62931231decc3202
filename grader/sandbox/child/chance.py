"""Reads and sets the states of random generators, and gives test code and a solution a stream each.

Why it is so: docs/decisions/0037.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

PYTHON, LEGACY = "python", "legacy"
"""Kinds of generators: Python's own, numpy's older one; all others are named as their bit generator."""
GLOBAL: Mapping[str, Any] = {PYTHON: random, LEGACY: np.random}
"""The modules that draw from generators of the whole process, by kind."""


def kind_of_generator(value: Any) -> str:
    """Return the kind of a generator that can be handed on; empty for all other values."""
    if type(value) is random.Random:
        return PYTHON
    if type(value) is np.random.RandomState:
        return LEGACY
    if type(value) is np.random.Generator:
        return type(value.bit_generator).__name__
    return ""


def new_generator(kind: str) -> Any:
    """Return a generator of a kind, in no particular state."""
    if kind in GLOBAL:
        return random.Random(0) if kind == PYTHON else np.random.RandomState(0)  # noqa: S311 - as asked
    return np.random.Generator(getattr(np.random, kind)(0))


def state_of(generator: Any) -> Any:
    """Return the state of a generator, or of a module that has one, in its own form."""
    if isinstance(generator, np.random.Generator):
        return generator.bit_generator.state
    return generator.getstate() if hasattr(generator, "getstate") else generator.get_state()


def set_state(generator: Any, state: Any) -> None:
    """Set the state of a generator, or of a module that has one."""
    if isinstance(generator, np.random.Generator):
        generator.bit_generator.state = state
    elif hasattr(generator, "setstate"):
        generator.setstate(state)
    else:
        generator.set_state(state)


def told_state(state: Any) -> Any:
    """Return a state in the form in which it is told."""
    if isinstance(state, tuple) and len(state) == 3:
        return [state[0], np.array(state[1], dtype=np.uint32), state[2]]
    return list(state) if isinstance(state, tuple) else state


def state_told(told: Any) -> Any:
    """Return a state that was told, in the generator's own form."""
    if isinstance(told, list) and len(told) == 3:
        return (int(told[0]), tuple(map(int, told[1])), told[2])
    return tuple(told) if isinstance(told, list) else told


def is_same_state(one: Any, other: Any) -> bool:
    """Return whether two states are equal."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same_state(one[name], other[name]) for name in one)
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == 5 == len(other):
        return one[2:] == other[2:] and one[0] == other[0] and bool((one[1] == other[1]).all())
    return bool(np.array_equal(one, other)) if isinstance(one, np.ndarray) else bool(one == other)


@dataclass
class SolutionChance:
    """The generators that a solution draws from while test code calls it."""

    handed: dict[str, Any] = field(default_factory=dict)
    """The generators that test code handed on, by their number as text."""
    _states: dict[str, Any] = field(default_factory=dict)
    """The states of the solution's global generators, or of test code's while a solution runs."""

    def generator(self, number: str, kind: str) -> Any:
        """Return the generator that test code handed on under a number."""
        return self.handed.setdefault(number, new_generator(kind))

    def tell(self, states: Mapping[str, Any]) -> None:
        """Set the states of those generators that test code has seeded or drawn from."""
        for name, state in states.items():
            if name in GLOBAL:
                self._states[name] = state_told(state)
            elif name in self.handed:
                set_state(self.handed[name], state_told(state))

    def states(self) -> dict[str, Any]:
        """Return the states of all generators, while the global ones are test code's."""
        return {**self._states, **{number: state_of(one) for number, one in self.handed.items()}}

    def swap(self) -> None:
        """Exchange the states of the global generators, the solution's for test code's or back."""
        before = {name: state_of(module) for name, module in GLOBAL.items()}
        for name, state in self._states.items():
            set_state(GLOBAL[name], state)
        self._states = before
