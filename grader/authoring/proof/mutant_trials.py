"""Runs the reference with one small edit on cases, and says whether some case of a question shows it."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.checks.compared import comparisons_in
from grader.checks.matches import Matches, against, case_name, probes_of
from grader.compare.ladder import same_outputs
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations, Probe
from grader.probes.bounded_run import OverTimeError, at_most
from grader.probes.expected import evaluation_on
from grader.probes.variants import CPU_SECONDS, Variant

from .reached_lines import lines_run

SLOWER = 5
"""How many times the reference's own CPU time a variant may take for a case, beyond `CPU_SECONDS`."""
MOST_ENDLESS = 5
"""Variants of one function that may run out of time; after them no further one is run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the cases show of a variant."""

    case: str | None
    """The first case that shows it, as `scenario/case`; None where none does."""
    differs: bool
    """Whether some number differs from the reference's at all, even within the tolerance."""


@dataclass
class MutantTrials:
    """The cases of an assignment, on which variants of its reference are run in this process."""

    assignment: Assignment
    """The assignment."""
    expectations: Expectations
    """The reference's values."""
    reached: set[tuple[str, int]] = field(default_factory=set)
    """The lines of the reference that some case runs, as (file, line)."""
    _limits: dict[Probe, float] = field(default_factory=dict)
    _endless: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._evaluate = evaluation_on(self.assignment, self.expectations)
        self._cases: dict[str, dict[Probe, list[Matches]]] = {}
        self._above: dict[str, list[str]] = {}
        functions: dict[str, str] = {}
        for question in self.assignment.rubric.questions:
            functions[question.id] = question.function or ""
            cases = self._cases.setdefault(question.function or "", {})
            for check in comparisons_in(question):
                for probe in probes_of(check, self.expectations):
                    cases.setdefault(probe, []).append(check)
            for below in question.builds_on:
                self._above.setdefault(functions[below], []).append(question.function or "")

    @property
    def is_lasting(self) -> bool:
        """Return whether no variant was stopped for its time, which on another day it may not be."""
        return not self._endless

    def measures(self, function: str) -> bool:
        """Return whether some case measures a function."""
        return bool(self._cases.get(function))

    def run(self, variant: Variant, functions: Collection[str]) -> Seen | None:
        """Run a variant on the cases of questions about some functions, then of those that build on them.

        Args:
            variant: the variant.
            functions: the functions that it changes, of those that questions ask for.

        Returns:
            What is seen, up to the first case that shows it; None where too many variants of the function never ended,
            so that it was not run.
        """
        if self._endless.get(variant.function, 0) >= MOST_ENDLESS:
            return None
        differs = False
        with self.assignment.reference.replaced(variant.overrides):
            for probe, checks in self._asked(functions):
                values = self._values(variant, probe)
                if values is None or self._is_wrong(probe, checks, values):
                    return Seen(case=case_name(probe), differs=True)
                differs = differs or self._differs(probe, checks, values)
        return Seen(case=None, differs=differs)

    def _asked(self, functions: Collection[str]) -> Iterator[tuple[Probe, list[Matches]]]:
        above = [name for function in functions for name in self._above.get(function, ())]
        for function in dict.fromkeys([*functions, *above]):
            yield from self._cases.get(function, {}).items()

    def _values(self, variant: Variant, probe: Probe) -> Mapping[str, Any] | None:
        """Return a variant's values; None where it raises or takes too long."""
        try:
            with at_most(self._limit(probe)):
                return self._evaluate(probe)
        except OverTimeError:
            self._endless[variant.function] = self._endless.get(variant.function, 0) + 1
        except Exception:  # noqa: S110 - the variant is wrong on purpose
            pass
        return None

    def _limit(self, probe: Probe) -> float:
        return CPU_SECONDS + SLOWER * self._limits.get(probe, 0.0)

    def run_reference(self) -> None:
        """Run the reference: what a case takes limits the variants' time, and what no case runs none can show."""
        probes = {probe: None for cases in self._cases.values() for probe in cases}
        for probe in probes:
            began = time.process_time()
            self._evaluate(probe)
            self._limits[probe] = time.process_time() - began
        with lines_run([module.__file__ or "" for module in self.assignment.reference.modules]) as self.reached:
            for probe in probes:
                self._evaluate(probe)

    def reaches(self, variant: Variant) -> bool:
        """Return whether some case runs what a variant changes."""
        last = variant.text.encode()[: variant.edit.end].count(b"\n") + 1
        file = variant.module.__file__ or ""
        return any((file, line) in self.reached for line in range(variant.edit.line, max(last, variant.edit.line) + 1))

    def _differs(self, probe: Probe, checks: list[Matches], values: Mapping[str, Any]) -> bool:
        """Return whether an output that a check compares is not the reference's to the last digits."""
        names = {name for check in checks for name in check.shares}
        due, floors = self.expectations.values[probe], self.expectations.floors.get(probe, {})
        return not same_outputs({n: values.get(n) for n in names}, {n: due[n] for n in names}, floors)

    def _is_wrong(self, probe: Probe, checks: list[Matches], values: Mapping[str, Any]) -> bool:
        due = self.expectations.values[probe]
        return any(
            one.rung is not None for check in checks for one in against(check, values, due, probe, self.expectations)
        )
