"""What need not be asked, since the answer could explain nothing: the student's numbers are the reference's.

"Are" means to twelve digits, well below any tolerance, so that a changed one is judged again from the same record.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.compare.ladder import same
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations, Probe
from grader.model.observation import Observation, Outcome
from grader.model.rubric import Question

from .expected import finished


def is_right(assignment: Assignment, probe: Probe, seen: Observation | None, expectations: Expectations) -> bool:
    """Whether a probe gave just what the reference gives."""
    if seen is None or seen.outcome is not Outcome.RETURNED:
        return False
    try:
        values: Mapping[str, Any] = finished(assignment, probe, seen.values)
    except Exception:  # `finish` met what the student's code returned
        return False
    return same(values, expectations.values[probe])


def unexplained(
    assignment: Assignment, question: Question, seen: Mapping[Probe, Observation], expectations: Expectations
) -> dict[str, None]:
    """The scenarios that a question compares, in order, but those of checks in which every case came right."""
    checks = [compared for criterion in question.criteria if (compared := criterion.check.compared) is not None]
    wrong = {
        probe.scenario
        for probe in expectations.inputs
        if any(probe.scenario in check.scenarios for check in checks)
        and not is_right(assignment, probe, seen.get(probe), expectations)
    }
    return dict.fromkeys(name for check in checks if wrong & set(check.scenarios) for name in check.scenarios)
