"""A marking desk: an assignment, what is expected of it, and a slot, ready for one submission after the other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from grader.intake.rubric import load_assignment
from grader.intake.submission import read_submission
from grader.intake.translation import translated
from grader.model.expectation import Expectations
from grader.model.record import Done, Isolation, Record
from grader.model.result import Result
from grader.model.submission import Submission
from grader.model.verdict import Verdict
from grader.output import unwritable, write_reports
from grader.pipeline import judge, observe, provenance_of, withheld
from grader.probe.expected import expect
from grader.report.view import view
from grader.run.store import finish, load, save
from grader.sandbox.selftest import chosen
from grader.sandbox.slot import Slot


class Desk:
    """Grades one assignment's submissions for one audience in one language; the slot starts when it is first needed."""

    def __init__(
        self, rubric: Path, audience: str = "student", language: str = "en", isolation: Isolation | None = None
    ) -> None:
        """Load an assignment.

        Args:
            rubric: its file.
            audience: for whom reports are written, `student` or `staff`.
            language: in which.
            isolation: how student code is shut in; None takes the strongest that this machine proves.
        """
        self._isolation = isolation
        self.assignment = translated(load_assignment(rubric), rubric, language)
        self.language = language
        self._audience = audience

    @cached_property
    def expectations(self) -> Expectations:
        """What the reference and known mistakes give."""
        return expect(self.assignment)

    @cached_property
    def isolation(self) -> Isolation:
        """How student code is shut in."""
        return chosen("auto") if self._isolation is None else self._isolation

    @cached_property
    def slot(self) -> Slot:
        """Where student code runs."""
        return Slot(self.isolation)

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "slot" in self.__dict__:
            self.slot.close()

    def grade(self, submission: Path, reports: Path, observations: Path) -> dict[str, Any]:
        """Grade one submission by itself, write down what came back, and write its reports.

        Args:
            submission: a notebook, folder or zip.
            reports: the folder for its three reports.
            observations: the folder for its record.

        Raises:
            SubmissionError: there is nothing that can be graded.
            MachineError: the grader failed.
        """
        record = self.run(submission)
        if record.waited:
            record = self.run(submission)
        return self.keep(record, reports, observations)

    def run(self, submission: Path) -> Record:
        """Run a submission; what came back is only held."""
        return self.run_read(self.read(submission))

    def read(self, submission: Path) -> Submission:
        """What was handed in; raises SubmissionError when there is nothing that can be graded."""
        return read_submission(submission, self.assignment)

    def run_read(self, submission: Submission) -> Record:
        """Run what was read."""
        return observe(submission, self.assignment, self.expectations, self.slot)

    def done(self, submission: Submission) -> Done:
        """What a record of this submission, and reports on it, would be made with now."""
        of_run = provenance_of(self.assignment) | {
            "rubric_sha256": self.assignment.run_sha256,
            "submission": f"{submission.id} {submission.sha256}",
            "isolation": repr(self.isolation),
        }
        run = _sha256(of_run)
        return Done(run=run, report=_sha256({"run": run, "wording": self._wording}))

    @cached_property
    def _wording(self) -> str:
        """What reports depend on besides the record, as a hash."""
        words = {
            mistake.id: repr((mistake.title, mistake.explanation, mistake.hints))
            for mistake in self.assignment.mistakes
        }
        settings = {"rubric": self.assignment.sha256, "audience": self._audience, "language": self.language}
        return _sha256(settings | words)

    def note(self, done: Done, observations: Path) -> None:
        """Note that a submission's record and reports are whole."""
        try:
            finish(done, observations)
        except OSError as error:
            raise unwritable(observations, error) from error

    def keep(self, record: Record, reports: Path, observations: Path) -> dict[str, Any]:
        """Write a record down, and the reports on it."""
        try:
            save(record, observations)
        except OSError as error:
            raise unwritable(observations, error) from error
        return self.report(record, judge(record, self.assignment, self.expectations), reports)

    def judge_again(self, observations: Path, reports: Path) -> dict[str, Any]:
        """Judge a recorded submission by the assignment as it stands now; no student code runs."""
        record = load(observations)
        record = replace(record, provenance={**record.provenance, "rubric_sha256": self.assignment.sha256})
        return self.report(record, judge(record, self.assignment, self.expectations), reports)

    def refuse(self, name: str, reason: str, reports: Path, verdict: Verdict = Verdict.NOT_ATTEMPTED) -> dict[str, Any]:
        """Write the report of a submission that could not be graded."""
        return self.report(*withheld(name, self.assignment, reason, verdict), reports)

    def report(self, record: Record, result: Result, folder: Path) -> dict[str, Any]:
        """Word a result for this desk's audience, in its language, and write it."""
        mistakes = {mistake.id: mistake for mistake in self.assignment.mistakes}
        report = view(self.assignment.rubric, mistakes, record, result, self._audience, self.language)
        write_reports(report, folder)
        return report


def _sha256(of: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(of, sort_keys=True).encode()).hexdigest()
