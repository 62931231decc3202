"""One submission of a class: what only waited is put off until nothing else runs."""

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from grader.gradebook.rows import Row
from grader.gradebook.summary import GradedSubmission
from grader.grading.assignment_grader import Judgement
from grader.grading.job import Job, graded_by
from grader.grading.pool import GradingSettings
from grader.grading.retry import Attempt, Postponed
from grader.model.grade import GradeStatus
from grader.model.observation import Failure, Observation, Outcome, Transcript, TranscriptStatus
from grader.model.record import Done, Isolation, IsolationLevel, Record
from grader.model.submission import Submission
from grader.sandbox.selftest import chosen
from grader.submission.files import GatheredFiles

RUBRIC = Path(__file__).parents[3] / "examples/tasks/linear_solver/rubric.toml"


def _record(why="", waited=False):
    seen = Observation(outcome=Outcome.LIMIT, failure=Failure(function="f", why=why))
    return Record(
        submission=Submission(id="a", sha256="", files={}),
        isolation=Isolation(level=IsolationLevel.FULL, enforced=(), not_enforced=()),
        transcript=Transcript(status=TranscriptStatus.KILLED, waited=waited),
        observations={0: seen},
    )


ROW = Row(
    submission="a",
    sha256="",
    status=GradeStatus.GRADED,
    score=1.0,
    max_score=1.0,
    pending=0.0,
    criteria=(),
    questions={},
)
REPORT = {"questions": [], "mend_first": [], "notebook": {"status": "ok"}, "timing": {}, "language": "en"}


class FakeGrader:
    watched_by = None
    assignment = SimpleNamespace(rubric=SimpleNamespace(paths=lambda: ["n.ipynb"]))

    def __init__(self, record):
        self.record = record

    def done(self, name, sha256, decisions):
        return Done(run="r", report="p")

    def note(self, done, observations):
        self.noted = done

    def bounded(self, stopped):
        return nullcontext()

    def run_read(self, submission):
        return self.record

    def keep(self, record, reports, observations, decisions):
        return Judgement(row=ROW, report=REPORT)


def breaking(_submission):
    raise RuntimeError("the grader's own")


@pytest.fixture
def job(tmp_path, monkeypatch):
    monkeypatch.setattr("grader.grading.job.read_gathered", lambda *_: _record().submission)
    return Job(name="a", path=tmp_path, out=tmp_path, gathered=GatheredFiles(files={}))


@pytest.mark.parametrize("record", [_record(why="wall"), _record(waited=True)])
def test_what_only_the_clock_stopped_waits_for_the_end_and_is_graded_then(job, record):
    assert graded_by(FakeGrader(record), job) == Postponed()
    assert isinstance(graded_by(FakeGrader(record), replace(job, attempt=Attempt(runs_before=1))), GradedSubmission)


def test_at_what_breaks_the_grader_the_points_are_withheld(job):
    with GradingSettings(
        rubric=RUBRIC, audience="student", language="en", isolation=chosen("limited")
    ).grader() as grader:
        grader.run_read = breaking
        found = graded_by(grader, job)
    assert found.status == "error"
    assert {points.verdict for points in found.points.criteria} == {"error"}


def test_what_used_its_cpu_time_is_graded_at_once(job):
    assert isinstance(graded_by(FakeGrader(_record(why="cpu")), job), GradedSubmission)
