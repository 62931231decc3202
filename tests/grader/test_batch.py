"""A class: what only waited is run again when nothing else is."""

from pathlib import Path

import pytest

from grader import batch
from grader.batch import Graded, Postponed, Task, graded_by
from grader.model.observation import Failure, Observation, Outcome, Transcript
from grader.model.record import Isolation, Record
from grader.model.submission import Submission


def _record(why="", waited=False):
    seen = Observation(outcome=Outcome.LIMIT, failure=Failure(function="f", why=why))
    return Record(
        submission=Submission(id="a", sha256="", files={}),
        isolation=Isolation(level="full", enforced=(), not_enforced=()),
        transcript=Transcript(status="killed", waited=waited),
        observations={0: seen},
    )


class FakeDesk:
    def __init__(self, record):
        self.record = record

    def run(self, path):
        return self.record

    def keep(self, record, reports, observations):
        return {"questions": [], "score": 1.0, "max_score": 1.0, "pending": 0.0}


@pytest.fixture
def task(tmp_path):
    return Task(name="a", path=tmp_path, out=tmp_path)


@pytest.mark.parametrize("record", [_record(why="wall"), _record(waited=True)])
def test_what_only_the_clock_stopped_waits_for_the_end_and_is_graded_then(task, monkeypatch, record):
    monkeypatch.setattr(batch, "mend_first", lambda report: [])
    assert graded_by(FakeDesk(record), task) == Postponed()
    alone = Task(name="a", path=task.path, out=task.out, alone=True)
    assert isinstance(graded_by(FakeDesk(record), alone), Graded)


def test_what_used_its_cpu_time_is_graded_at_once(task, monkeypatch):
    monkeypatch.setattr(batch, "mend_first", lambda report: [])
    assert isinstance(graded_by(FakeDesk(_record(why="cpu")), task), Graded)


def test_postponed_ones_come_last_each_by_itself(monkeypatch):
    asked = []

    def done_by(jobs, settings, work, tasks):
        asked.append((jobs, [task.alone for task in tasks.values()]))
        for name, task in tasks.items():
            yield name, Postponed() if name == "slow" and not task.alone else f"graded {name}"

    monkeypatch.setattr(batch, "done_by", done_by)
    tasks = {name: Task(name=name, path=Path(name), out=Path("out")) for name in ("slow", "quick")}
    assert list(batch._results(4, None, tasks)) == [("quick", "graded quick"), ("slow", "graded slow")]
    assert asked == [(4, [False, False]), (1, [True])]
