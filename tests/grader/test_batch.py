"""A class: what only waited is run again when nothing else is."""

from pathlib import Path

import pytest

from grader import batch
from grader.batch import Graded, Postponed, Task, graded_by
from grader.model.observation import Failure, Observation, Outcome, Transcript
from grader.model.record import Done, Isolation, Record
from grader.model.submission import Submission


def _record(why="", waited=False):
    seen = Observation(outcome=Outcome.LIMIT, failure=Failure(function="f", why=why))
    return Record(
        submission=Submission(id="a", sha256="", files={}),
        isolation=Isolation(level="full", enforced=(), not_enforced=()),
        transcript=Transcript(status="killed", waited=waited),
        observations={0: seen},
    )


REPORT = {
    "submission": {"id": "a", "sha256": ""},
    "questions": [],
    "remarks": [],
    "notebook": {"status": "ok"},
    "timing": {},
    "language": "en",
    "score": 1.0,
    "max_score": 1.0,
    "pending": 0.0,
}


class FakeDesk:
    def __init__(self, record):
        self.record = record

    def read(self, path, name):
        return self.record.submission

    def done(self, submission, decisions):
        return Done(run="r", report="p")

    def note(self, done, observations):
        self.noted = done

    def run_read(self, submission):
        return self.record

    def keep(self, record, reports, observations, decisions):
        return REPORT


@pytest.fixture
def task(tmp_path):
    return Task(name="a", path=tmp_path, out=tmp_path)


@pytest.mark.parametrize("record", [_record(why="wall"), _record(waited=True)])
def test_what_only_the_clock_stopped_waits_for_the_end_and_is_graded_then(task, record):
    assert graded_by(FakeDesk(record), task) == Postponed()
    alone = Task(name="a", path=task.path, out=task.out, alone=True)
    assert isinstance(graded_by(FakeDesk(record), alone), Graded)


def test_what_used_its_cpu_time_is_graded_at_once(task):
    assert isinstance(graded_by(FakeDesk(_record(why="cpu")), task), Graded)


@pytest.mark.parametrize("jobs", [1, 4])
def test_postponed_ones_come_last_each_by_itself(monkeypatch, jobs):
    asked = []

    def graded_by(_desk, task):
        asked.append((task.name, task.alone))
        return Postponed() if task.name == "slow" and not task.alone else f"graded {task.name}"

    monkeypatch.setattr(batch, "graded_by", graded_by)
    monkeypatch.setattr(batch, "done_by", lambda _n, _s, work, tasks: ((n, work(None, t)) for n, t in tasks.items()))
    tasks = {name: Task(name=name, path=Path(name), out=Path("out")) for name in ("slow", "quick")}
    results = list(batch._results(None, jobs, None, tasks))
    assert results == [("quick", "graded quick"), ("slow", "graded slow")]
    assert asked == [("slow", False), ("quick", False), ("slow", True)]
