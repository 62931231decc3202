"""A class: what only waited is run again when nothing else is."""

from pathlib import Path

import pytest

from grader import batch
from grader.task import Postponed, Task


@pytest.mark.parametrize("jobs", [1, 4])
def test_postponed_ones_come_last_each_by_itself(monkeypatch, jobs):
    asked = []

    def graded_by(_desk, task):
        asked.append((task.name, task.alone))
        return Postponed() if task.name == "slow" and not task.alone else f"graded {task.name}"

    monkeypatch.setattr(batch, "graded_by", graded_by)
    monkeypatch.setattr(batch, "done_by", lambda _n, _s, work, tasks: ((n, work(None, t)) for n, t in tasks.items()))
    tasks = {name: Task(name=name, path=Path(name), out=Path("out")) for name in ("slow", "quick")}
    results = list(batch._results(*batch._engine("local", jobs, None, None), tasks))
    assert results == [("quick", "graded quick"), ("slow", "graded slow")]
    assert asked == [("slow", False), ("quick", False), ("slow", True)]
