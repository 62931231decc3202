"""Does the hand-ins of an audit in forks of this process, each with a slot of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.pool import GradingSettings, jobs_allowed, may_fork, run_jobs
from grader.sandbox.slot import Slot

from .mistake_trials import Workers

FEWEST = 80
"""Fewest hand-ins that are spread unless somebody asks for it: to start a slot takes as long as ten of them."""


def workers_of(jobs: int | None, settings: GradingSettings, grader: AssignmentGrader) -> Workers | None:
    """Return what does several hand-ins at a time; None where one is asked for, or this process must not be forked.

    Args:
        jobs: how many are asked for; None for as many as there is room for, where there are enough hand-ins.
        settings: the settings of the graders.
        grader: a grader with these settings, whose own slot has not been started.
    """
    allowed = jobs or jobs_allowed()
    if allowed < 2 or not may_fork():
        return None

    def spread(work: Callable[[Slot, str], Any], names: Collection[str]) -> Iterator[tuple[str, Any]]:
        def done(own: AssignmentGrader, name: str) -> Any:
            own.starts_ahead = False  # of what is judged again nothing may have to run
            return work(own.slot, name)

        yield from run_jobs(allowed, settings, done, {name: name for name in names}, grader)

    return Workers(spread=spread, fewest=2 if jobs else FEWEST)
