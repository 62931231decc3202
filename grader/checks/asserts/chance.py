"""Gives test code the random numbers of fixed seeds, and follows the generators that it shares with a solution.

Why it is so: docs/decisions/0037.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np

from grader.sandbox.child.chance import GLOBAL, is_same_state, set_state, state_of, told_state


@contextmanager
def same_chance() -> Iterator[None]:
    """Seed the global random generators while the context lasts, and restore their state afterwards.

    A generator that is made without a seed gets one too, since judging must draw the same numbers again.
    """
    from unittest.mock import patch  # here, since few commands run tests and all would wait for what it imports

    before = {name: state_of(module) for name, module in GLOBAL.items()}
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 - what tests may draw from
    seeds, make = random.Random(1), np.random.default_rng  # noqa: S311 - not a secret

    def seeded(seed: Any = None) -> np.random.Generator:
        return make(seeds.getrandbits(32) if seed is None else seed)

    try:
        with patch.object(np.random, "default_rng", seeded):
            yield
    finally:
        for name, state in before.items():
            set_state(GLOBAL[name], state)


class TestChance:
    """The generators of one test: the global ones, and those that it has handed to a solution."""

    def __init__(self) -> None:
        self._generators: dict[str, Any] = dict(GLOBAL)
        self._known: dict[str, Any] = {}

    def number_of(self, generator: Any) -> str:
        """Return the number of a generator that is handed on, as text."""
        for number, one in self._generators.items():
            if one is generator:
                return number
        number = str(len(self._generators))
        self._generators[number] = generator
        return number

    def changes(self, *, handed_only: bool = False) -> dict[str, Any]:
        """Return the states of those generators that test code has changed since they were last told.

        Args:
            handed_only: whether to leave out the global generators.
        """
        found = {}
        for name, generator in self._generators.items():
            if handed_only and name in GLOBAL:
                continue
            state = state_of(generator)
            if name not in self._known or not is_same_state(state, self._known[name]):
                self._known[name] = state
                found[name] = told_state(state)
        return found

    def become(self, states: Mapping[str, Any], *, is_told: bool = True) -> None:
        """Set the states of generators to what a call of the reference has left.

        Args:
            states: the states.
            is_told: whether the solution's generators go on by themselves; otherwise they get these states too.
        """
        for name, state in states.items():
            if name in self._generators:
                set_state(self._generators[name], state)
                self._known |= {name: state} if is_told else {}
