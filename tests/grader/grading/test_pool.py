"""Several graders side by side: every task has its result, whatever becomes of the process that does it."""

import os
import pickle
import signal
from pathlib import Path

import pytest

from grader.errors import OutputError
from grader.grading.pool import GradingSettings, jobs_allowed, run_jobs
from grader.grading.retry import WorkerEnded
from grader.sandbox.levels import LIMITED

RUBRIC = Path(__file__).parents[3] / "examples/tasks/linear_solver/rubric.toml"
SETTINGS = GradingSettings(rubric=RUBRIC, audience="student", language="en", isolation=LIMITED)


def doubled(_grader, number):
    if number == 13:
        os._exit(1)
    return 2 * number


def test_every_task_is_done_and_a_worker_that_ends_costs_its_own_alone():
    found = dict(run_jobs(2, SETTINGS, doubled, {"a": 1, "unlucky": 13, "b": 2, "c": 3}))
    assert isinstance(found.pop("unlucky"), WorkerEnded)
    assert found == {"a": 2, "b": 4, "c": 6}


def _grader():
    return SETTINGS.grader()


def judged(grader, task):
    with grader.bounded(), grader._watch.at(task):
        if task == "memory":
            raise MemoryError
        if task == "error":
            raise OutputError("unwritable", where="here", reason="full")
        os.kill(os.getpid(), signal.SIGPROF if task == "cpu" else signal.SIGKILL)


@pytest.mark.parametrize(("task", "over"), [("cpu", True), ("memory", True), ("lost", False)])
def test_of_a_worker_that_is_stopped_it_is_known_what_it_judged(task, over):
    (found,) = dict(run_jobs(1, SETTINGS, judged, {"a": task}, _grader())).values()
    assert (found.judging, found.over) == ((task,), over)


def test_what_a_task_raises_is_raised_here(tmp_path):
    with pytest.raises(OutputError, match="here") as error:
        list(run_jobs(1, SETTINGS, judged, {"a": "error"}, _grader()))
    assert "in judged" in error.value.__notes__[0]


def test_a_lost_worker_leaves_no_slot_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    found = dict(run_jobs(1, SETTINGS, ended_in_its_slot, {"a": 1, "b": 2}, _grader()))
    assert [type(one) for one in found.values()] == [WorkerEnded, WorkerEnded]
    assert list(tmp_path.glob("grader-slot-*")) == []


def ended_in_its_slot(grader, _task):
    assert grader.slot.isolation.level == "limited"
    os.kill(os.getpid(), signal.SIGKILL)


def test_no_task_is_no_work():
    assert dict(run_jobs(2, SETTINGS, doubled, {})) == {}


def test_this_machine_has_room_for_at_least_one_grader():
    assert 1 <= jobs_allowed() <= (os.cpu_count() or 1)


def test_an_error_crosses_from_one_process_to_another():
    error = OutputError("unwritable", where="here", reason="full")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(again), str(again), again.facts) == (OutputError, str(error), {"reason": "full"})


def level_of(grader, _task):
    return grader.slot.isolation.level


def test_one_worker_does_every_task_and_leaves_no_slot_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert dict(run_jobs(1, SETTINGS, level_of, {"a": 1, "b": 2})) == {"a": "limited", "b": "limited"}
    assert list(tmp_path.glob("grader-slot-*")) == []
