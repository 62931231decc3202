"""Grades hand-ins of a converted assignment behind the walls, as `grader grade` does, and tells how each test went."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from grader.checks.asserts.measure import WAY
from grader.grading.pipeline import judge, observe
from grader.model.assignment import Assignment
from grader.model.record import Record
from grader.model.result import CriterionResult
from grader.model.verdict import Verdict
from grader.probes.expected import expect
from grader.report.plain import visible
from grader.sandbox.slot import Slot
from grader.submission.read import submission_of, template_files

MOST_TEXT = 160
"""Largest number of characters of the reason why a test does not pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TestOutcome:
    """How one test went on one hand-in."""

    __test__ = False  # it is no test, whatever pytest thinks of its name

    fraction: float
    """The part of its points that it gave."""
    verdict: Verdict
    """Its verdict."""
    steps: int
    """Number of steps that it took on what was handed in."""
    said: str
    """The line at which it stopped, and what was said there; empty where it passed."""


Outcomes = Mapping[str, TestOutcome]
"""The outcomes of tests, by `question.criterion`."""


class Gradings:
    """An assignment that is ready to grade hand-ins."""

    def __init__(self, assignment: Assignment, slot: Slot) -> None:
        """Run the reference.

        Args:
            assignment: the assignment.
            slot: the place in the sandbox where hand-ins run.

        Raises:
            RubricError: the reference does not pass a test.
        """
        self.assignment, self._slot = assignment, slot
        self.expectations = expect(assignment)
        self._cpu_seconds = 0.0

    def blank(self) -> Outcomes:
        """Return how the tests go on the students' version."""
        return self.graded(template_files(self.assignment.template_folder)[self.assignment.rubric.notebook])

    def graded(self, notebook: bytes) -> Outcomes:
        """Return how the tests go on a notebook.

        Args:
            notebook: the notebook's file, as a student would hand it in.
        """
        submission = submission_of("one", {self.assignment.rubric.notebook: notebook}, self.assignment)
        record = observe(submission, self.assignment, self.expectations, self._slot)
        self._cpu_seconds = max(self._cpu_seconds, record.timing["cpu_seconds"])
        result = judge(record, self.assignment, self.expectations)
        results = [criterion for question in result.questions for criterion in question.criteria]
        places = self.assignment.rubric.places()
        return {place.key: _outcome(place.key, found, record) for place, found in zip(places, results, strict=True)}

    def hurried(self) -> Self:
        """Return the same with little more time than what was graded so far took, for answers that may never end."""
        limits, seconds = self.assignment.rubric.limits, 2 + math.ceil(3 * self._cpu_seconds)
        limits = replace(
            limits,
            cell_cpu_seconds=min(limits.cell_cpu_seconds, seconds),
            scenario_cpu_seconds=min(limits.scenario_cpu_seconds, seconds),
        )
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other.assignment = replace(self.assignment, rubric=replace(self.assignment.rubric, limits=limits))
        return other


def _outcome(key: str, found: CriterionResult, record: Record) -> TestOutcome:
    steps = sum(probe.scenario == key and probe.way.startswith(WAY) for probe in record.observations)
    return TestOutcome(fraction=found.fraction, verdict=found.verdict, steps=steps, said=_said(found))


def _said(found: CriterionResult) -> str:
    """Return the line at which a test stopped and why, for the instructor."""
    if found.fraction >= 1:
        return ""
    facts, worst = found.evidence.facts, found.evidence.worst
    failure = None if worst is None else worst.failure
    raised = "" if failure is None else " ".join(filter(None, (failure.error, failure.text, failure.got, failure.why)))
    line, said = str(facts.get("line") or ""), str(facts.get("said") or raised)
    told = visible(": ".join(filter(None, (f"`{line}`" if line else "", said))))
    return told[:MOST_TEXT]
