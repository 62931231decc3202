"""A class: what only waited is run again when nothing else is."""

from pathlib import Path

import pytest

from grader.grading import batch
from grader.grading.job import Job, Postponed


@pytest.mark.parametrize("jobs", [1, 4])
def test_postponed_ones_come_last_each_by_itself(monkeypatch, jobs):
    asked = []

    def graded_by(_desk, job):
        asked.append((job.name, job.alone))
        return Postponed() if job.name == "slow" and not job.alone else f"graded {job.name}"

    monkeypatch.setattr(batch, "graded_by", graded_by)
    monkeypatch.setattr(
        batch, "done_by", lambda _n, _s, work, jobs_by_name: ((n, work(None, t)) for n, t in jobs_by_name.items())
    )
    jobs_by_name = {name: Job(name=name, path=Path(name), out=Path("out")) for name in ("slow", "quick")}
    results = list(batch._results(*batch._engine("local", jobs, None, None), jobs_by_name))
    assert results == [("quick", "graded quick"), ("slow", "graded slow")]
    assert asked == [("slow", False), ("quick", False), ("slow", True)]
