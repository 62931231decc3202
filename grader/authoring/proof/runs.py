"""Runs the hand-ins of an audit, and of each only what is not known from an earlier audit or from the right solution.

Why it is so: docs/decisions/0053.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from copy import copy
from dataclasses import replace
from functools import partial
from types import FunctionType

from grader.execution.asked_names import assignment_names
from grader.execution.places import places_in
from grader.execution.recalling_session import Memory, RecallingSession, Requests, is_lasting
from grader.files.disk_cache import DiskCache
from grader.files.hashes import hash_of_parts
from grader.grading.pipeline import observe, points_requests, run_request
from grader.grading.results_cache import machine
from grader.model.assignment import Assignment, Mistake
from grader.model.expectation import Expectations
from grader.model.record import Isolation, Record
from grader.model.rubric import Rubric
from grader.model.submission import Submission, hash_of
from grader.probes.plan import point_probes
from grader.sandbox.slot import Slot
from grader.submission.solved import compiled, reference_files


class HandInRuns:
    """Runs hand-ins that we made ourselves, and keeps what they gave."""

    def __init__(self, assignment: Assignment, expectations: Expectations, slot: Slot, kept: DiskCache) -> None:
        """Run nothing yet.

        Args:
            assignment: the assignment.
            expectations: its expected values.
            slot: the place in the sandbox, used when something has to be run.
            kept: where it is kept for later audits.
        """
        self._assignment, self._expectations, self._slot, self._kept = assignment, expectations, slot, kept
        self._requests = Requests()
        self._right = Memory(requests=self._requests)
        self._reference = hash_of(reference_files(assignment))

    @property
    def isolation(self) -> Isolation:
        """Return the isolation in which they run."""
        return self._slot.isolation

    def in_slot(self, slot: Slot) -> HandInRuns:
        """Return the same in another slot of that isolation, as a worker has one; what is known is known there too."""
        found = copy(self)
        found._slot = slot
        return found

    @staticmethod
    def is_lasting(record: Record) -> bool:
        """Return whether a record holds nothing that another run may not have, on another day."""
        return not record.transcript.waited and all(is_lasting(one) for one in record.observations.values())

    def right(self, submission: Submission) -> Record:
        """Return the record of the right solution; what mistakes do not reach is then known of them too."""
        self._right = self._remembered(submission)
        return self._record(submission, self._right)

    def record(self, submission: Submission, mistake: Mistake | None = None) -> Record:
        """Return the record of another hand-in.

        Args:
            submission: the hand-in.
            mistake: the mistake in which alone it differs from the right solution, if there is one.
        """
        memory = self._remembered(submission)
        if mistake is not None:
            memory.shared = {key: self._right.seen[key] for key in self._unreached(mistake) & self._right.seen.keys()}
        return self._record(submission, memory)

    def _record(self, submission: Submission, memory: Memory) -> Record:
        opened = partial(RecallingSession, memory=memory)
        running = {**submission.running, **compiled(submission.running)}
        run = replace(submission, running=running)
        found = observe(run, self._assignment, self._expectations, self._slot, open_session=opened)
        if memory.is_new:
            self._kept.write(self._key(submission), memory.content())
        return replace(found, submission=submission)

    def _remembered(self, submission: Submission) -> Memory:
        return Memory.read(self._kept.read(self._key(submission)), self._requests)

    def _key(self, submission: Submission) -> str:
        """Return a hash of all that a hand-in's answers depend on, besides what is asked."""
        rubric = self._assignment.rubric
        parts = [
            *("hand-in", machine(), self._reference, repr(self._slot.isolation), hash_of(submission.running)),
            json.dumps(assignment_names(rubric, submission), sort_keys=True, default=repr),
            repr((submission.cells, submission.notebook, submission.definitions, rubric.skip, rubric.locked)),
            repr((rubric.limits, rubric.preload, places_in(submission.cells, rubric))),
        ]
        return hash_of_parts(parts)

    def _unreached(self, mistake: Mistake) -> Collection[str]:
        """Return the keys of the requests in which the reference calls no function that a mistake replaces.

        Of other things than functions it is not known who uses them.
        """
        assignment, expectations = self._assignment, self._expectations
        find = expectations.find
        if not all(type(find(name)) is FunctionType for name in mistake.overrides):
            return set()
        away = [probe for probe, names in expectations.reached.items() if not mistake.overrides.keys() & names]
        checks = point_probes(assignment)
        asked = [run_request(assignment, expectations, probe) for probe in away if probe.way == "run"]
        for probe in (probe for probe in away if probe in checks):
            asked += points_requests(assignment, expectations, probe, checks[probe])
        return {self._requests.key(*one) for one in asked}


def needs_notebook(rubric: Rubric) -> bool:
    """Return whether scenarios use a variable or a function of the notebook itself, so that it has to be run."""
    return bool(rubric.variables) or rubric.notebook in {function.path for function in rubric.functions.values()}
