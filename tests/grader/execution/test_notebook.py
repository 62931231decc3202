"""When a cell has had its time, and what is known of a run that ended early."""

import pytest

from grader.execution import notebook
from grader.execution.channel import ChannelEnd
from grader.execution.notebook import NotebookRun
from grader.model.observation import CellStatus
from grader.model.rubric import Limits
from grader.model.submission import Cell, CellKind

CELLS = [Cell(index=index, kind=CellKind.CODE, source="1") for index in (1, 3)]
LIMITS = Limits(cell_cpu_seconds=2, notebook_cpu_seconds=10)


class FakeFork:
    def __init__(self):
        self.cpu, self.told, self.watchdog = 0.0, [], self

    def cpu_seconds(self):
        return self.cpu

    def interrupt(self):
        self.told.append("interrupt")

    def kill(self):
        self.told.append("kill")


@pytest.fixture
def clock(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(notebook.time, "monotonic", lambda: now[0])
    return now


def _told(run, fork):
    run.watch(fork)
    return fork.told


def test_a_slow_start_is_no_cell_that_had_its_time(clock):
    run, fork = NotebookRun(CELLS, LIMITS), FakeFork()
    clock[0] += 5
    assert _told(run, fork) == []


def test_cpu_time_counts_and_wall_time_is_only_a_backstop(clock):
    run, fork = NotebookRun(CELLS, LIMITS), FakeFork()
    run.tell({"state": "started", "index": 1}, 0.0)
    clock[0] += 9
    assert _told(run, fork) == []
    fork.cpu = 2.5
    assert _told(run, fork) == ["interrupt"]


def test_a_sleeping_cell_is_stopped_by_the_backstop_and_then_killed(clock):
    run, fork = NotebookRun(CELLS, LIMITS), FakeFork()
    run.tell({"state": "started", "index": 1}, 0.0)
    clock[0] += 11
    assert _told(run, fork) == ["interrupt"]
    clock[0] += 11
    assert _told(run, fork) == ["interrupt", "kill"]
    assert run.transcript(ChannelEnd.GONE).limit == "wall"
    assert run.transcript(ChannelEnd.GONE).waited


def test_a_cell_that_used_its_time_did_not_only_wait(clock):
    run, fork = NotebookRun(CELLS, LIMITS), FakeFork()
    run.tell({"state": "started", "index": 1}, 0.0)
    fork.cpu = 9.0
    clock[0] += 30
    _told(run, fork)
    assert _told(run, fork) == ["interrupt", "kill"]
    assert (run.transcript(ChannelEnd.GONE).limit, run.transcript(ChannelEnd.GONE).waited) == ("cpu", False)


@pytest.mark.parametrize("end", [ChannelEnd.MEMORY, ChannelEnd.PROCESSES, ChannelEnd.DISK])
def test_the_limit_that_ended_a_run_is_told(end):
    assert NotebookRun(CELLS, LIMITS).transcript(end).limit == end.value


def test_time_between_two_cells_is_no_cells(clock):
    run, fork = NotebookRun(CELLS, LIMITS), FakeFork()
    run.tell({"state": "started", "index": 1}, 0.0)
    clock[0] += 11
    run.tell({"state": "done", "index": 1}, 0.0)
    assert _told(run, fork) == []


def test_a_run_that_ended_before_its_first_cell_says_where_it_stopped():
    run = NotebookRun(CELLS, LIMITS)
    statuses = [cell.status for cell in run.transcript(ChannelEnd.GONE).cells]
    assert statuses == [CellStatus.KILLED, CellStatus.NOT_RUN]


def test_records_that_make_no_sense_are_dropped():
    run = NotebookRun(CELLS, LIMITS)
    for record in ({}, {"state": "done", "index": 1}, {"state": "started", "index": "1"}):
        run.tell(record, 0.0)
    assert [cell.status for cell in run.transcript(None).cells] == [CellStatus.NOT_RUN] * 2


def test_a_run_that_has_had_its_time_is_ended_though_it_claims_that_cells_start(clock):
    run, fork = NotebookRun(CELLS, LIMITS), FakeFork()
    for _ in range(30):
        run.tell({"state": "started", "index": 1}, fork.cpu)
        clock[0] += 4
        run.watch(fork)
    assert "kill" in fork.told


def test_what_is_told_of_cells_that_are_not_there_is_dropped(clock):
    run = NotebookRun(CELLS, LIMITS)
    for index in (2, 10**30, "1", None, True, [1]):
        run.tell({"state": "started", "index": index}, 0.0)
        run.tell({"state": "done", "index": index, "text": "x"}, 0.0)
    assert [cell.shown for cell in run.transcript(None).cells] == ["x", ""]


def test_no_more_is_kept_of_what_a_cell_showed_than_it_may_tell(clock):
    run = NotebookRun(CELLS, LIMITS)
    run.tell({"state": "started", "index": 1}, 0.0)
    run.tell({"state": "done", "index": 1, "text": "x" * 10**6}, 0.0)
    assert len(run.transcript(None).cells[0].shown) == notebook.MOST_SHOWN


@pytest.mark.parametrize(
    ("whole", "told", "refused"), [(True, True, True), (False, True, False), (True, "yes", False), (True, None, False)]
)
def test_only_a_run_of_the_whole_notebook_is_refused(whole, told, refused):
    run = NotebookRun(CELLS, LIMITS, whole=whole)
    run.tell({"op": "notebook done", "refused": told}, 0.0)
    assert run.refused is refused
