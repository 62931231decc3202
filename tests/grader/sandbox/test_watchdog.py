"""What all processes of a tree use together is counted, and the first limit that they pass is told."""

import os
import signal
import subprocess
import sys
import time

import pytest

from grader.sandbox import usage
from grader.sandbox.watchdog import ExceededLimit, TotalLimits, Watchdog

MIB = 1 << 20
FORK = "import os, time\n[os.fork() for _ in range(2)]\n"
LOOSE = TotalLimits(memory_bytes=1 << 40, processes=1000)


@pytest.fixture
def running():
    """Start a Python program; once all of its processes are where the test wants them, they stay."""
    started = []

    def start(program):
        text = f"{program}\nprint('ready', flush=True)\nimport time\ntime.sleep(60)"
        started.append(subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE))
        for _ in range(4 if FORK in program else 1):
            started[-1].stdout.readline()
        return started[-1].pid

    yield start
    for process in started:
        for pid in reversed(usage.tree(process.pid)):
            os.kill(pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()


def _before(pid, bounds, monkeypatch):
    """A watchdog that was made when the process had used nothing yet."""
    with monkeypatch.context() as context:
        context.setattr(usage, "tree", lambda root: [])
        return Watchdog(pid, bounds)


def test_a_tree_holds_children_and_theirs(running):
    assert len(usage.tree(running(FORK))) == 4


def test_a_process_that_has_gone_has_no_tree_and_uses_nothing():
    assert usage.tree(1 << 30) == []
    assert usage.cpu_seconds([1 << 30]) == usage.memory_bytes([1 << 30]) == 0


def test_cpu_time_of_children_counts(running, monkeypatch):
    burn = f"{FORK}while time.process_time() < 0.1: pass"
    pid = running(burn)
    watchdog = _before(pid, LOOSE, monkeypatch)
    watchdog.allow(None)
    for _ in range(100):
        watchdog.look(now=True)
        if watchdog.cpu_seconds() >= 0.3:
            return
        time.sleep(0.1)
    raise AssertionError("four processes burnt 0.1 seconds each")


def test_more_cpu_time_than_was_allowed_is_told(running):
    pid = running("import threading\nthreading.Thread(target=lambda: [0 for _ in iter(int, 1)], daemon=True).start()")
    watchdog = Watchdog(pid, LOOSE)
    watchdog.allow(0.05)
    for _ in range(200):
        if watchdog.look() is ExceededLimit.CPU:
            return
        time.sleep(0.05)
    raise AssertionError("it burns for ever")


def test_memory_of_all_processes_together_is_told(running, monkeypatch):
    pid = running(f"{FORK}held = bytearray(60 << 20)")
    assert (
        _before(pid, TotalLimits(memory_bytes=150 * MIB, processes=9), monkeypatch).look(now=True)
        is ExceededLimit.MEMORY
    )
    assert _before(pid, TotalLimits(memory_bytes=900 * MIB, processes=9), monkeypatch).look(now=True) is None


def test_shared_memory_is_counted_once(running, monkeypatch):
    pid = running(f"held = bytearray(100 << 20)\n{FORK}")
    assert usage.resident_bytes(usage.tree(pid)) > 400 * MIB
    assert _before(pid, TotalLimits(memory_bytes=300 * MIB, processes=9), monkeypatch).look(now=True) is None


def test_memory_that_was_there_before_is_not_the_submissions(running):
    pid = running("held = bytearray(100 << 20)")
    assert Watchdog(pid, TotalLimits(memory_bytes=50 * MIB, processes=9)).look(now=True) is None


def test_too_many_processes_are_told(running, monkeypatch):
    assert (
        _before(running(FORK), TotalLimits(memory_bytes=1 << 40, processes=3), monkeypatch).look()
        is ExceededLimit.PROCESSES
    )


def test_a_tree_that_multiplies_is_asked_for_its_memory_once_it_has_stopped(monkeypatch):
    """While processes fork the system answers that after many seconds, and nothing else would be looked at."""
    monkeypatch.setattr(usage, "tree", lambda root: [1 << 30] * sizes.pop(0))
    monkeypatch.setattr(usage, "resident_bytes", lambda pids: len(pids))
    monkeypatch.setattr(usage, "memory_bytes", lambda pids: len(pids))
    sizes = [1, 20, 40, 40]
    watchdog = Watchdog(1 << 30, TotalLimits(memory_bytes=10, processes=99))
    assert [watchdog.look(now=True) for _ in range(3)] == [None, None, ExceededLimit.MEMORY]


def test_too_many_processes_are_told_before_anything_is_asked_of_them(monkeypatch):
    monkeypatch.setattr(usage, "tree", lambda root: [1 << 30] * sizes.pop(0))
    sizes = [1, 20]
    watchdog = Watchdog(1 << 30, TotalLimits(memory_bytes=1, processes=9))
    monkeypatch.setattr(usage, "cpu_seconds", lambda pids: pytest.fail("each was asked for its time"))
    assert watchdog.look(now=True) is ExceededLimit.PROCESSES


@pytest.mark.parametrize("most", [{"folder_bytes": 1000, "folder_files": 99}, {"folder_bytes": MIB, "folder_files": 2}])
def test_a_folder_that_holds_too_much_is_told(tmp_path, most):
    (tmp_path / "deep").mkdir()
    for name in ("a", "b"):
        (tmp_path / "deep" / name).write_bytes(b"x" * 5000)
    bounds = TotalLimits(memory_bytes=1 << 40, processes=9, folders=(tmp_path, tmp_path / "not there"), **most)
    assert Watchdog(1 << 30, bounds).look() is ExceededLimit.DISK


def test_a_limit_once_passed_stays_passed(tmp_path):
    bounds = TotalLimits(memory_bytes=1 << 40, processes=9, folders=(tmp_path,), folder_bytes=0, folder_files=0)
    (tmp_path / "a").write_bytes(b"x")
    watchdog = Watchdog(1 << 30, bounds)
    assert watchdog.look() is ExceededLimit.DISK
    (tmp_path / "a").unlink()
    assert watchdog.look(now=True) is ExceededLimit.DISK
