"""Grades hand-ins of a converted assignment behind the walls, as `grader grade` does, and tells how each test went."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from grader.authoring.audit import audit
from grader.checks.asserts.measure import WAY
from grader.errors import MachineError
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.pool import GradingSettings, run_jobs
from grader.grading.retry import FIRST, Attempt, Postponed, WorkerEnded, concluded
from grader.model.record import Record
from grader.model.result import CriterionResult
from grader.model.verdict import Verdict
from grader.report.plain import visible
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """How the tests went on one hand-in."""

    outcomes: Mapping[str, TestOutcome]
    """The outcome of each test, by `question.criterion`."""
    cpu_seconds: float = 0.0
    """CPU seconds that the hand-in used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """One notebook to be graded."""

    notebook: bytes
    """The notebook's file, as a student would hand it in."""
    attempt: Attempt = FIRST
    """Which attempt it is, and what it leaves out."""


class Gradings:
    """An assignment that is ready to grade hand-ins, each in a process that may be lost."""

    def __init__(self, settings: GradingSettings, jobs: int) -> None:
        """Load the assignment and run its reference.

        Args:
            settings: the settings of the graders.
            jobs: number of hand-ins that are graded at a time.

        Raises:
            RubricError: it cannot be loaded, or the reference does not pass a test.
        """
        self._settings, self._jobs = settings, jobs
        self._grader = settings.grader()
        _ = self._grader.expectations  # computed before the forks
        self._cpu_seconds = 0.0

    def blank(self) -> bytes:
        """Return the students' version of the notebook."""
        assignment = self._grader.assignment
        return template_files(assignment.template_folder)[assignment.rubric.notebook]

    def graded(self, notebooks: Sequence[bytes], done: Callable[[int], None]) -> list[Graded]:
        """Return how the tests go on each of some notebooks.

        Args:
            notebooks: the notebooks' files, as students would hand them in.
            done: is told how many are graded, after each.

        Raises:
            MachineError: the process that graded one ended, and not by a limit of the assignment.
        """
        tasks = {str(place): HandIn(notebook=notebook) for place, notebook in enumerate(notebooks)}
        side_by_side = partial(run_jobs, self._jobs, self._settings, graded_here, grader=self._grader)
        one_by_one = partial(run_jobs, 1, self._settings, graded_here, grader=self._grader)
        found: dict[str, Graded] = {}
        for name, came in concluded(side_by_side, one_by_one, tasks):
            found[name] = self._unjudged(came) if isinstance(came, WorkerEnded) else came
            self._cpu_seconds = max(self._cpu_seconds, found[name].cpu_seconds)
            done(len(found))
        return [found[name] for name in tasks]

    def hurry(self) -> None:
        """Give hand-ins from now on little more time than those so far took, since wrong answers may never end."""
        rubric, seconds = self._grader.assignment.rubric, 2 + math.ceil(3 * self._cpu_seconds)
        limits = replace(
            rubric.limits,
            cell_cpu_seconds=min(rubric.limits.cell_cpu_seconds, seconds),
            scenario_cpu_seconds=min(rubric.limits.scenario_cpu_seconds, seconds),
            judging_cpu_seconds=min(rubric.limits.judging_cpu_seconds, seconds),
        )
        self._grader.assignment = replace(self._grader.assignment, rubric=replace(rubric, limits=limits))

    def audit(self) -> dict[str, Any]:
        """Return the report of an audit."""
        with self._grader as grader:
            return audit(grader.assignment, grader.expectations, grader.slot)

    def _unjudged(self, ended: WorkerEnded) -> Graded:
        if not ended.is_over:
            raise MachineError("worker_ended")
        lost = TestOutcome(fraction=0.0, verdict=Verdict.FAIL, steps=1, said=ended.reason)
        return Graded(outcomes={place.key: lost for place in self._grader.assignment.rubric.places()})


def graded_here(grader: AssignmentGrader, task: HandIn) -> Graded | Postponed:
    """Return how the tests go on one notebook, graded in this process.

    Args:
        grader: the grader of the assignment.
        task: the notebook.
    """
    assignment = grader.assignment
    with grader.bounded(task.attempt.stopped):
        record = grader.run_read(submission_of("one", {assignment.rubric.notebook: task.notebook}, assignment))
        if task.attempt.after(record) is not None:
            return Postponed()
        result = grader.result(record)
    results = [criterion for question in result.questions for criterion in question.criteria]
    pairs = zip(assignment.rubric.places(), results, strict=True)
    outcomes = {place.key: _outcome(place.key, found, record) for place, found in pairs}
    return Graded(outcomes=outcomes, cpu_seconds=record.timing["cpu_seconds"])


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
