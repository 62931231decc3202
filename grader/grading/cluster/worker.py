"""Grades jobs on a cluster's worker, with one grader for each process, and returns the files to be written."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from distributed import WorkerPlugin, get_worker

from grader.errors import GraderError
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.job import Job, JobResult, graded_by
from grader.grading.pipeline import versions
from grader.sandbox.preloading import refuse_preload
from grader.sandbox.selftest import chosen

from .packed_assignment import PackedAssignment


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOutput:
    """The result of a job, with the files to be written."""

    outcome: JobResult
    """The result, as a local worker returns it."""
    files: Mapping[str, bytes]
    """Contents by path in the class's folder of results."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfitWorker:
    """The reply of a worker that cannot take the job; another may."""

    worker: str
    """The worker's address."""
    reason: str
    """The reason, in words."""


class GradingPlugin(WorkerPlugin):
    """The plugin that keeps a worker's grader from job to job; every worker gets one when it joins."""

    def __init__(self, assignment: PackedAssignment) -> None:
        self._assignment = assignment

    def setup(self, worker: Any) -> None:
        """Prepare the worker; the grader is built when first needed."""
        self._lock = threading.Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="grader-")
        self._worker = str(worker.address)

    def teardown(self, worker: Any) -> None:
        """Close the grader when the worker ends or the batch is over."""
        with self._lock:
            if "grader" in self.__dict__:
                self.grader.__exit__(None, None, None)
                del self.__dict__["grader"]
            self._folder.cleanup()

    @cached_property
    def grader(self) -> AssignmentGrader:
        """Return the grader of this process."""
        return self._assignment.unpacked(Path(self._folder.name) / "course").grader()

    def grade(self, job: Job) -> JobOutput | UnfitWorker:
        """Grade one submission; the slot holds one at a time, however many threads there are."""
        with self._lock:
            reason = self._reason
            if reason:
                return UnfitWorker(worker=self._worker, reason=reason)
            with tempfile.TemporaryDirectory(dir=self._folder.name) as out:
                outcome = graded_by(self.grader, replace(job, out=Path(out)))
                return JobOutput(outcome=outcome, files=_contents(Path(out)))

    @cached_property
    def _reason(self) -> str:
        """Return why this worker cannot grade as the client would; empty where it can."""
        packed = self._assignment
        if packed.versions != versions():
            return f"it runs {_listed(versions())}, the client {_listed(packed.versions)}"
        try:
            chosen_here = chosen(packed.isolation.level)
            if chosen_here != packed.isolation:
                differing = ", ".join(sorted(set(packed.isolation.enforced) ^ set(chosen_here.enforced)))
                return f"it gives {chosen_here.level}, the client {packed.isolation.level}; they differ in {differing}"
            if self.grader.assignment.sha256 != packed.sha256:
                return "the assignment does not come to the same hash there"
            refuse_preload(chosen_here.level, self.grader.assignment.rubric.preload, "assignment, preload")
        except GraderError as error:
            return str(error)
        return ""


def grade_on_worker(name: str, job: Job) -> JobOutput | UnfitWorker:
    """Grade one submission on the worker that runs this function.

    Args:
        name: the name of the worker's plugin.
        job: the submission.
    """
    plugin = get_worker().plugins[name]
    assert isinstance(plugin, GradingPlugin)  # noqa: S101 - the client registered it under this name
    return plugin.grade(job)


def _contents(folder: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _listed(found: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in found.items())
