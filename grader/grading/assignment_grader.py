"""Defines the grader of one assignment, which holds its expected values and a sandbox slot, and grades submissions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from grader.assignment.loader import load_assignment
from grader.assignment.translation import translated
from grader.execution.record_store import load, load_repairs, refuse, save, write_done
from grader.files.atomic import unwritable
from grader.files.disk_cache import DiskCache
from grader.files.work_folder import working_in
from grader.gradebook.report_files import write_reports
from grader.gradebook.rows import Row, row_of
from grader.grading.done_hashes import done_of, wording_of
from grader.grading.group_rules import with_groups
from grader.grading.pipeline import UNWATCHED, for_students, judge, observe, withheld
from grader.grading.results_cache import results_cache, storage_of
from grader.grading.watch import BoundedWatch, Note, Watch
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations, MistakeSignature, Parts, Probe
from grader.model.group_decision import Ruling
from grader.model.record import Done, Isolation, Record, Refused
from grader.model.repair import Repairs, RepairsWanted
from grader.model.result import Result
from grader.model.submission import Audience, Submission
from grader.probes.expected import expect
from grader.report.view import view
from grader.sandbox.selftest import chosen
from grader.sandbox.slot import Slot
from grader.scoring.decisions import decided
from grader.submission.read import read_submission

if TYPE_CHECKING:
    from grader.repairs.cache import RepairCache
    from grader.repairs.fresh import FreshCases


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The outcome of judging a submission."""

    row: Row
    """The submission's row in the gradebook."""
    report: dict[str, Any]
    """The content of report.json."""


class AssignmentGrader:
    """Grades one assignment's submissions for one audience in one language; its slot starts when first needed."""

    def __init__(
        self,
        rubric: Path,
        audience: Audience = Audience.STUDENT,
        language: str = "en",
        isolation: Isolation | None = None,
    ) -> None:
        """Load an assignment.

        Args:
            rubric: its file.
            audience: the audience of the reports, `student` or `staff`.
            language: the language of the reports.
            isolation: the isolation of student code; None chooses the strongest that this machine is proved to give.
        """
        self._isolation = isolation
        self._rubric = rubric.absolute()  # code of the assignment runs in the template
        self.assignment = translated(load_assignment(rubric), rubric, language)
        self.language = language
        self.audience = audience
        self.watched_by: Note | None = None
        """Where it is written what is judged, in a process that may be lost; None where nothing is bounded."""
        self._watch: Watch = UNWATCHED
        self.starts_ahead = True
        """Whether the warm process of the slot is started with it, and not with the first fork."""

    @contextmanager
    def bounded(self, stopped: Collection[str] = ()) -> Iterator[None]:
        """Bound what this process uses while one submission is graded, where it is one that may be lost.

        Args:
            stopped: what was being judged when an earlier attempt was stopped.
        """
        if self.watched_by is None:
            yield
            return
        self._watch = watch = BoundedWatch(self.watched_by, self.assignment.rubric.limits, stopped)
        try:
            with watch.bounds():
                yield
        finally:
            self._watch = UNWATCHED

    @cached_property
    def expectations(self) -> Expectations:
        """Return the values of the reference and the known mistakes."""
        with self._watch.own():
            found = self.expectations_of(self.assignment)

        def combined(parts: Parts, probes: Collection[Probe]) -> MistakeSignature:
            with self._watch.own():  # computed once for all submissions
                return found.combined(parts, probes)

        def alike(function: str, probe: Probe, values: Mapping[str, Any]) -> tuple[MistakeSignature, ...]:
            with self._watch.own():  # as above, but for the first case of each function
                return found.alike(function, probe, values)

        return replace(found, combined=combined, alike=alike)

    def expectations_of(self, assignment: Assignment) -> Expectations:
        """Return such values for the assignment itself, or for what students practise of it."""
        return expect(assignment, storage_of(assignment, self._rubric, self.cache))

    @cached_property
    def cache(self) -> DiskCache:
        """Return where what was computed is kept for later commands."""
        return results_cache(self._isolation)

    @cached_property
    def fresh(self) -> FreshCases:
        """Return the further cases that a repair has to pass."""
        from grader.repairs.fresh import fresh_cases  # here, since most commands look for no repair

        with self._watch.own(), working_in(self.assignment.template_folder):
            return fresh_cases(self.assignment)

    @cached_property
    def isolation(self) -> Isolation:
        """Return the isolation of student code."""
        return chosen("auto") if self._isolation is None else self._isolation

    @cached_property
    def slot(self) -> Slot:
        """Return the sandbox slot in which student code runs, started when first needed."""
        with self._watch.own():
            return Slot(self.isolation, preload=self.assignment.rubric.preload, ahead=self.starts_ahead)

    def __enter__(self) -> AssignmentGrader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "slot" in self.__dict__:
            self.slot.close()

    def run(self, submission: Path) -> Record:
        """Run a submission and return its record, without writing it."""
        return self.run_read(read_submission(submission, self.assignment))

    def run_read(self, submission: Submission) -> Record:
        """Run a submission that was read, and return its record."""
        return observe(submission, self.assignment, self.expectations, self.slot, self._watch)

    def done(
        self, name: str, sha256: str, decisions: Sequence[Ruling] = (), isolation: Isolation | None = None
    ) -> Done:
        """Return the hashes of everything that a record of a submission, and reports on it, would depend on now.

        Args:
            name: the submission's id.
            sha256: hash of the submitted files.
            decisions: people's decisions about it.
            isolation: the isolation it ran in; None for that of this grader's slot.
        """
        ran_in = isolation or self.isolation
        return done_of(self.assignment, f"{name} {sha256}", ran_in, self._wording, decisions)

    @cached_property
    def _wording(self) -> str:
        return wording_of(self.assignment, self.audience, self.language)

    def note(self, done: Done, observations: Path) -> None:
        """Note on disk that a submission's record and reports are complete."""
        try:
            write_done(done, observations)
        except OSError as error:
            raise unwritable(observations, error) from error

    def keep(self, record: Record, reports: Path, observations: Path, decisions: Sequence[Ruling] = ()) -> Judgement:
        """Write a record and the reports on it.

        Args:
            record: the record.
            reports: the folder for the reports.
            observations: the folder for the record.
            decisions: people's decisions about the submission.

        Raises:
            OutputError: something cannot be written.
        """
        try:
            save(record, observations)
        except OSError as error:
            raise unwritable(observations, error) from error
        return self._written(self.judged(record, decisions), reports)

    def judge_again(self, observations: Path, reports: Path, decisions: Sequence[Ruling] = ()) -> Judgement:
        """Judge a recorded submission by the assignment as it is now, and write its reports; no student code runs.

        Args:
            observations: the folder of the record.
            reports: the folder for the reports.
            decisions: people's decisions about the submission.
        """
        judged = self.judged(load(observations), decisions, load_repairs(observations))
        return self._written(judged, reports)

    def refuse(
        self, name: str, refused: Refused, reports: Path, observations: Path, decisions: Sequence[Ruling] = ()
    ) -> Judgement:
        """Write the reason why a submission could not be graded, and the report that says so.

        Args:
            name: the submission's id.
            refused: the reason.
            reports: the folder for the report.
            observations: the folder for the reason.
            decisions: people's decisions about the submission.
        """
        try:
            refuse(refused, observations)
        except OSError as error:
            raise unwritable(observations, error) from error
        return self._written(self.withheld(name, refused, decisions), reports)

    def withheld(self, name: str, refused: Refused, decisions: Sequence[Ruling] = ()) -> Judgement:
        """Return the outcome for a submission that could not be graded.

        Args:
            name: the submission's id.
            refused: the reason.
            decisions: people's decisions about the submission.
        """
        return self._worded(*withheld(name, self.assignment, refused), decisions)

    def judged(self, record: Record, decisions: Sequence[Ruling] = (), repairs: Repairs | None = None) -> Judgement:
        """Judge a record by the assignment as it is now, with people's decisions about the submission.

        Args:
            record: the record.
            decisions: people's decisions.
            repairs: what was found of how its functions can be repaired; it moves no mark.
        """
        record = replace(record, provenance={**record.provenance, "rubric_sha256": self.assignment.sha256})
        return self._worded(record, self.result(record), decisions, repairs)

    def result(self, record: Record) -> Result:
        """Judge a record by the assignment as it is now, without words."""
        return judge(record, self.assignment, self.expectations, self._watch)

    def repairs_of(self, submission: Submission, record: Record, wanted: RepairsWanted, cache: RepairCache) -> Repairs:
        """Return the repairs of a recorded submission's wrong functions.

        Args:
            submission: the submission, with its files.
            record: its record.
            wanted: the functions for which one is looked for.
            cache: what was found for the same code before.
        """
        from grader.grading.repairing import find_repairs  # here, as above

        result, found = self.result(record), (self.assignment, self.expectations)
        made = (lambda: self.fresh), (lambda: self.slot)
        with working_in(self.assignment.template_folder):
            return find_repairs(submission, result, *found, *made, wanted, cache, record.observations)

    def _worded(
        self, record: Record, result: Result, decisions: Sequence[Ruling], repairs: Repairs | None = None
    ) -> Judgement:
        """Apply people's decisions to a result, and word it for this grader's audience, in its language."""
        rubric = self.assignment.rubric
        result, own = with_groups(result, record, decisions, self.assignment, lambda: self.expectations)
        result = decided(result, rubric, own)
        mistakes = {mistake.id: mistake for mistake in self.assignment.mistakes}
        if self.audience != Audience.STAFF:
            record = replace(record, provenance=for_students(record.provenance, self.assignment))
        return Judgement(
            row=row_of(record.submission, result, rubric),
            report=view(rubric, mistakes, record, result, self.audience, self.language, repairs),
        )

    @staticmethod
    def _written(judgement: Judgement, reports: Path) -> Judgement:
        write_reports(judgement.report, reports)
        return judgement
