"""Runs functions and variants of them on drawn inputs in the sandbox, with two CPU seconds for each run."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any

import numpy as np

from grader.model.observation import LimitReason, Outcome
from grader.model.rubric import Function
from grader.sandbox.child.wire import WireError
from grader.sandbox.slot import Slot

from .mutation import Mutant, mutants
from .proposed_scenario import ProposedScenario
from .recording import NOTEBOOK, session_of
from .result_values import differ, is_finite, is_same, weakness, with_noise
from .return_names import ReturnedValues
from .statements import Statement

SEEDS = (7, 8)
"""Seeds of the drawn inputs on which a function must work."""
MOST_MUTANTS = 12
"""Most variants of one function that are tried."""
_TWICE = """
def run(s, given):
    once = part(s, {name: dict(value) if isinstance(value, dict) else value for name, value in given.items()})
    again = part(s, given)
    return {**once, **{f"{name} again": again[name] for name in again}}
"""
"""Code of a `run` that calls `part` twice on copies of the inputs, to see whether the results are the same."""
Values = Mapping[str, Any]
"""Returned values, by name."""


class VariantRuns:
    """The functions of a solved notebook and their variants, defined in the sandbox without its other statements."""

    def __init__(
        self,
        slot: Slot,
        statements: Sequence[Statement],
        functions: Mapping[str, ast.FunctionDef],
        returns: Mapping[str, ReturnedValues],
        files: Mapping[str, bytes],
    ) -> None:
        """Define functions and their variants in the sandbox.

        Args:
            slot: the place in the sandbox where they run.
            statements: the statements that the functions need, their own definitions among them.
            functions: the functions that are tried, by name.
            returns: the values that they return, by name.
            files: contents of the files beside the notebook, by path.
        """
        self.mutants = {name: list(mutants(node))[:MOST_MUTANTS] for name, node in functions.items()}
        changed = {_alias(name, n): (name, m) for name, found in self.mutants.items() for n, m in enumerate(found)}
        asked = [Function(name=name, path=NOTEBOOK, returns=(returns[name].names,)) for name in functions]
        asked += [Function(name=a, path=NOTEBOOK, returns=(returns[n].names,)) for a, (n, _) in changed.items()]
        cells = [s.text for s in statements] + [m.called(alias) for alias, (_, m) in changed.items()]
        self._session = session_of(slot, cells, asked, files)
        self._session.run_notebook()

    def __enter__(self) -> VariantRuns:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def fault(self, proposed: ProposedScenario, sizes: Mapping[str, int]) -> str:
        """Return the reason why a function cannot be measured on drawn inputs; empty where it can.

        Args:
            proposed: the function's scenario.
            sizes: the length of each letter.
        """
        for seed in SEEDS:
            found = self._values(proposed, proposed.call.function, seed, sizes)
            if isinstance(found, str):
                return found
            for name in proposed.known.returns[proposed.call.function].outputs:
                if not is_finite(found[name]):
                    return "its result is not finite on inputs like those of the notebook"
                if not is_same(found[name], found[f"{name} again"]):
                    return "it gives another result each time"
        return ""

    def mistake(self, proposed: ProposedScenario, cases: Mapping[str, Mapping[str, int]]) -> Mutant | None:
        """Return the first variant whose results differ in every case but have the same shapes and kinds of dtype.

        Args:
            proposed: the function's scenario.
            cases: for each case the length of each letter.
        """
        function = proposed.call.function
        for place, mutant in enumerate(self.mutants[function]):
            pairs = (
                (
                    self._values(proposed, function, SEEDS[0], sizes),
                    self._values(proposed, _alias(function, place), SEEDS[0], sizes),
                )
                for sizes in cases.values()
            )
            if all(_differ(right, other) for right, other in pairs):
                return mutant
        return None

    def warning(self, proposed: ProposedScenario, cases: Mapping[str, Mapping[str, int]]) -> str:
        """Return what the instructor has to know of a function's results on drawn inputs; empty for nothing."""
        for sizes in cases.values():
            values = self._values(proposed, proposed.call.function, SEEDS[0], sizes)
            moved = self._values(proposed, proposed.call.function, SEEDS[0], sizes, noise=True)
            if isinstance(values, str) or isinstance(moved, str):
                return moved if isinstance(moved, str) else ""
            found = weakness(values, moved)
            if found:
                return found
        return ""

    def _values(
        self, proposed: ProposedScenario, function: str, seed: int, sizes: Mapping[str, int], *, noise: bool = False
    ) -> Values | str:
        """Return a function's results, and those of a second run as `... again`; or the reason why there are none.

        Args:
            proposed: the function's scenario.
            function: the function, or a variant of it.
            seed: the seed of the inputs.
            sizes: the length of each letter.
            noise: whether noise is added to the inputs.
        """
        source = proposed.run(function, head="part") + _TWICE
        try:
            given = proposed.given(seed, sizes)
            given = with_noise(given, np.random.default_rng(seed)) if noise else given
            seen = self._session.ask({"op": "scenario", "source": source}, given, function)
        except (ValueError, OverflowError, MemoryError, WireError):
            return "inputs like those of the notebook cannot be drawn, or are too large"
        if seen.outcome is Outcome.RETURNED:
            return seen.values
        failure = seen.failure
        if failure is not None and failure.error:
            return f"on inputs like those of the notebook it raises {failure.error}: {failure.text[:200]}"
        if failure is not None and failure.why in (LimitReason.CPU, LimitReason.WALL):
            return "on inputs like those of the notebook it takes longer than two seconds"
        return "on inputs like those of the notebook it gives nothing that can be compared"


def _alias(function: str, place: int) -> str:
    return f"{function}__changed_{place}"


def _differ(right: Values | str, other: Values | str) -> bool:
    return not isinstance(right, str) and not isinstance(other, str) and differ(right, other)
