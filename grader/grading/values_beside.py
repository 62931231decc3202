"""Lays what a hand-in's functions gave beside what the reference gives, case by case, also where both agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grader.checks.asserts.compared import text_of
from grader.checks.matches import Matches, as_matches, case_name, probes_of
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations
from grader.model.observation import Observation, Outcome
from grader.model.record import Record
from grader.probes.finish import finish_of, with_finish_applied

MOST = 24
"""Most values of a criterion that are told."""
MOST_TEXT = 300
"""Most characters of an exception that are told."""
Told = Mapping[str, str]
"""A value: the names of `case` and `output`, and what was `got` and `expected`, as text of bounded length."""


def values_beside(
    record: Record, assignment: Assignment, expectations: Expectations
) -> dict[tuple[str, str], list[Told]]:
    """Return the values of each criterion that compares numbers, by the ids of question and criterion.

    Args:
        record: the hand-in's record.
        assignment: the assignment.
        expectations: the values of its reference.
    """
    found = {}
    for question in assignment.rubric.questions:
        for criterion in question.criteria:
            check = as_matches(criterion.check)
            if check is not None:
                told = list(_told(check, record, assignment, expectations))
                found[question.id, criterion.id] = told[:MOST]
    return found


def _told(check: Matches, record: Record, assignment: Assignment, expectations: Expectations) -> Iterator[Told]:
    for probe in probes_of(check, expectations):
        seen = record.observations.get(probe)
        if seen is not None:
            seen = with_finish_applied(seen, finish_of(assignment, probe, expectations))
        due = expectations.values[probe]
        for output in check.output_names:
            got = "" if seen is None else _got(seen, output)
            yield {"case": case_name(probe), "output": output, "got": got, "expected": _text(due.get(output))}


def _text(value: Any) -> str:
    """Return a value as text; what has one axis is one line, which the page breaks."""
    text = text_of(value)
    return " ".join(text.split()) if getattr(value, "ndim", 0) == 1 else text


def _got(seen: Observation, output: str) -> str:
    if seen.outcome is Outcome.RETURNED:
        return _text(seen.values[output]) if output in seen.values else ""
    failure = seen.failure
    return "" if failure is None else ": ".join(part for part in (failure.error, failure.text) if part)[:MOST_TEXT]


def with_values(report: Mapping[str, Any], values: Mapping[tuple[str, str], list[Told]]) -> dict[str, Any]:
    """Return a report in which each criterion has its values under `beside`, where it has any."""
    questions = [
        {**question, "criteria": [_with(one, values.get((question["id"], one["id"]))) for one in question["criteria"]]}
        for question in report["questions"]
    ]
    return {**report, "questions": questions}


def _with(criterion: Mapping[str, Any], values: list[Told] | None) -> dict[str, Any]:
    return {**criterion, **({"beside": values} if values else {})}
