"""A class: what only waited is run again when nothing else is."""

from pathlib import Path

import pytest

from grader.errors import CallerError, RubricError
from grader.grading import batch
from grader.grading.batch import submissions_in
from grader.grading.job import Job
from grader.grading.pool import GradingSettings
from grader.grading.retry import MOST_RUNS, Postponed, WorkerEnded, concluded
from grader.model.submission import Audience
from grader.sandbox.selftest import chosen


def _jobs(*names):
    return {name: Job(name=name, path=Path(name), out=Path("out")) for name in names}


@pytest.mark.parametrize("jobs", [1, 4])
def test_postponed_ones_come_last_each_by_itself(monkeypatch, jobs):
    asked = []

    def graded_by(_grader, job):
        asked.append((job.name, job.attempt.runs_before))
        return Postponed() if job.name == "slow" and not job.attempt.runs_before else f"graded {job.name}"

    monkeypatch.setattr(batch, "graded_by", graded_by)
    monkeypatch.setattr(
        batch, "run_jobs", lambda _n, _s, work, tasks, grader: ((n, work(grader, t)) for n, t in tasks.items())
    )
    results = list(concluded(*batch._engines("local", jobs, None, None), _jobs("slow", "quick")))
    assert results == [("quick", "graded quick"), ("slow", "graded slow")]
    assert asked == [("slow", 0), ("quick", 0), ("slow", 1)]


def test_what_is_lost_again_and_again_is_given_up():
    asked = []

    def losing(jobs_by_name):
        asked.extend(jobs_by_name)
        return ((name, WorkerEnded(reason="it ended")) for name in jobs_by_name)

    assert list(concluded(losing, losing, _jobs("a"))) == [("a", WorkerEnded(reason="it ended"))]
    assert asked == ["a"] * MOST_RUNS


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_reference_that_a_scenario_refuses_stops_the_batch_before_the_first_hand_in(tiny, jobs):
    tiny.spoil("reference/__init__.py", "return 2 * x", "raise ValueError('no such x')")
    tiny.write("class/ann/m.py", "def double(x):\n    return 2 * x\n")
    settings = GradingSettings(
        rubric=tiny.folder / "tiny.toml", audience=Audience.STUDENT, language="en", isolation=chosen("auto")
    )
    with pytest.raises(RubricError, match="no such x") as caught:
        batch.grade_class(tiny.folder / "class", tiny.folder / "out", settings, jobs)
    assert caught.value.exit_code == 2
    assert not (tiny.folder / "out/reports").exists()


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (["a.ipynb", "b.py", "c.qmd", "d.ipynb.txt", "README.md", "notes.txt"], ["a", "b", "c", "d"]),
        (["a.IPYNB", "b.ZIP"], ["a", "b"]),
        (["cells.py", "script.py"], ["cells"]),
    ],
)
def test_hand_ins_of_every_form_are_found_in_a_folder(tmp_path, files, found):
    for name in files:
        (tmp_path / name).write_text("# %%\nx = 1\n" if name == "cells.py" else "x = 1\n", encoding="utf-8")
    assert list(submissions_in(tmp_path)) == found


def test_scripts_alone_are_no_class(tmp_path):
    (tmp_path / "rubric.py").write_text("class scenario: pass\n", encoding="utf-8")
    with pytest.raises(CallerError, match="no submission in it"):
        submissions_in(tmp_path)
