"""Defines the check `matches`: a scenario's named outputs equal the reference's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from grader.compare.ladder import compare
from grader.compare.rules import ComparisonRules, Norm
from grader.compare.tolerance import narrowest
from grader.model.check import Check, Context
from grader.model.evidence import Comparison, Evidence
from grader.model.expectation import Expectations, Probe
from grader.model.observation import Observation, Outcome
from grader.model.result import CriterionResult
from grader.model.rubric import Question
from grader.sandbox.child.values.foreign import Options

from .failures import failed
from .numbers import decide_numbers

TOLERANCES = {8: 1e-6, 4: 1e-4, 2: 1e-2}
"""Largest relative error that earns full marks, by the bytes of a real number: float64, float32, float16."""
TOLERANCE_FLOAT64 = TOLERANCES[8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches(Check):
    """Named outputs of scenarios equal the reference's."""

    kind = "matches"

    scenarios: tuple[str, ...]
    """Scenarios whose every case is compared."""
    shares: Mapping[str, float]
    """For each output, its part of the points; they add up to 1."""
    tolerance: float | None = None
    """Largest error allowed, relative; None chooses it by the inputs' dtype."""
    case_tolerances: Mapping[str, float] = field(default_factory=dict)
    """Largest errors allowed in single cases, by case."""
    norm: Norm | None = None
    """Whose size errors are relative to; None for entries, no smaller than a thousandth of the array's largest."""
    floor: float | None = None
    """Smallest size that errors are relative to, in the unit of the values; None where data decide."""
    unordered: bool = False
    """Whether the order along the first axis does not count."""
    extra: bool = False
    """Whether a dictionary may have further entries."""
    table: Options = field(default_factory=Options)
    """What of a table counts, beside its values."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """By output the kind that is asked for, in a word of `compare.kinds`; a right value of another kind is remarked."""

    @property
    def scenario_names(self) -> tuple[str, ...]:
        """Return the names of its scenarios."""
        return self.scenarios

    @property
    def output_names(self) -> tuple[str, ...]:
        """Return the names of the outputs with a share."""
        return tuple(self.shares)

    def measure(self, context: Context) -> Evidence:
        """Compare every case's outputs with the reference's."""
        return measure(self, context.observations, context.expectations)

    def decide(self, context: Context) -> CriterionResult:
        """Return the share of each output, as far as it is right or its fault is charged elsewhere."""
        return decide_numbers(context, self.shares)


def as_matches(check: Check) -> Matches | None:
    """Return a check that compares numbers with the reference's; None for others."""
    return check if isinstance(check, Matches) else None


def matches_in(question: Question) -> list[Matches]:
    """Return the checks of a question that compare numbers with the reference's."""
    return [check for criterion in question.criteria if (check := as_matches(criterion.check)) is not None]


def measure(check: Matches, observations: Mapping[Probe, Observation], expectations: Expectations) -> Evidence:
    """Compare every case's outputs with the reference's.

    Args:
        check: the check, which names scenarios and outputs.
        observations: the observation of each probe.
        expectations: the reference's values.
    """
    comparisons: list[Comparison] = []
    for probe in probes_of(check, expectations):
        comparisons += _case(check, probe, observations.get(probe), expectations)
    return Evidence(comparisons=tuple(comparisons))


def probes_of(check: Matches, expectations: Expectations) -> list[Probe]:
    """Return the cases of a check, in the order in which they are run."""
    return [probe for name in check.scenarios for probe in expectations.inputs if probe.scenario == name]


def against(
    check: Matches,
    observed: Mapping[str, Any],
    expected: Mapping[str, Any],
    probe: Probe,
    expectations: Expectations,
    only: Sequence[str] | None = None,
) -> list[Comparison]:
    """Compare the check's outputs of one case with the given expected values.

    Args:
        check: the check, which names the outputs.
        observed: the returned values, by output.
        expected: the expected values, by output.
        probe: the case.
        expectations: the case's inputs, and the size of what cancels in it.
        only: the outputs that are compared; None for all.
    """
    case, found = case_name(probe), []
    for output in check.shares if only is None else only:
        rules = rules_of(check, probe, output, expectations)
        found += compare(case, output, observed.get(output), expected[output], rules)
    return found


def rules_of(check: Matches, probe: Probe, output: str, expectations: Expectations) -> ComparisonRules:
    """Return the rules by which an output of a case is compared.

    Args:
        check: the check, with what the rubric says.
        probe: the case.
        output: the output's name.
        expectations: the case's inputs and expected values, whose dtypes choose a limit where the rubric names none,
            and the size of what cancels in it.
    """
    given, width = _widths(probe.as_run, output, expectations)
    limit = TOLERANCES[width] if check.tolerance is None else check.tolerance
    if given < 8:
        limit = max(limit, TOLERANCES[given])
    floor = expectations.floors.get(probe.as_run, {}).get(output, 0.0) if check.floor is None else check.floor
    return ComparisonRules(
        limit=check.case_tolerances.get(probe.case, limit),
        norm=check.norm,
        floor=floor,
        bytes_each=width,
        unordered=check.unordered,
        extra=check.extra,
        table=check.table,
    )


_WIDTHS: WeakKeyDictionary[Expectations, dict[tuple[Probe, str], tuple[int, int]]] = WeakKeyDictionary()
"""What `_widths` returned: inputs and expected values are the same for every submission."""


def _widths(probe: Probe, output: str, expectations: Expectations) -> tuple[int, int]:
    """Return the bytes of a real number in the inputs, and in inputs and expected output, whichever are narrowest."""
    known = _WIDTHS.setdefault(expectations, {})
    if (probe, output) not in known:
        given = narrowest(expectations.inputs[probe])
        known[probe, output] = given, min(given, narrowest(expectations.values[probe].get(output)))
    return known[probe, output]


def case_name(probe: Probe) -> str:
    """Return a case's name in evidence, `scenario/case`."""
    return f"{probe.scenario}/{probe.case}"


def _case(
    check: Matches, probe: Probe, observation: Observation | None, expectations: Expectations
) -> list[Comparison]:
    if observation is None or observation.outcome is not Outcome.RETURNED:
        return failed(case_name(probe), tuple(check.shares), observation)
    return against(check, observation.values, expectations.values[probe], probe, expectations)
