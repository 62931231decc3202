import errno
import os
import threading
import time

import pytest

from grader.sandbox.child import landlock
from grader.sandbox.child.walls import end_all_of, put_up_walls, threads_of_user


def test_the_users_own_threads_are_counted():
    before, ready = threads_of_user(), threading.Event()
    threads = [threading.Thread(target=ready.wait) for _ in range(20)]
    for thread in threads:
        thread.start()
    during = threads_of_user()
    ready.set()
    assert before >= len(os.listdir("/proc/self/task")) - 20
    assert during >= 20


TASK = {
    "level": "limited",
    "limits": {"memory_bytes": 4 << 30, "file_bytes": 1 << 20, "open_files": 64, "processes": 99, "cpu_seconds": 9},
    "listable": [],
}


def _shut_in(task, attempt):
    """The error number that an attempt meets in a process that was shut in; 0 when it got through."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.closerange(3, writing)  # of those that the tests have open, more than its limit may be left
        os.closerange(writing + 1, 4096)
        try:
            put_up_walls(task, None)
            attempt()
            os.write(writing, b"0")
        except OSError as error:
            os.write(writing, str(error.errno).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading) as pipe:
        told = int(pipe.read())
    os.waitpid(pid, 0)
    return told


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_a_user_of_its_own_reads_nothing_that_is_closed_to_others(tmp_path):
    (tmp_path / "course").write_text("x")
    (tmp_path / "course").chmod(0o600)
    open_all = {"home": str(tmp_path), "writable": ["/"], "readable": ["/"]}
    read = (tmp_path / "course").read_text
    assert _shut_in({**TASK, **open_all, "user": None}, read) == 0
    assert _shut_in({**TASK, **open_all, "user": 60_999}, read) == errno.EACCES


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_all_processes_of_a_user_end_at_once_whatever_they_left():
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.setresuid(60_998, 60_998, 60_998)
        os.setsid()
        os.fork()
        os.write(writing, b"1")
        time.sleep(60)
        os._exit(0)
    assert os.read(reading, 1) + os.read(reading, 1) == b"11"
    end_all_of(60_998)
    os.close(writing)
    assert os.read(reading, 1) == b""  # nobody holds the other end
    os.close(reading)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -9


def test_only_names_can_be_read_of_what_may_be_listed(tmp_path):
    (tmp_path / "file").write_text("x")
    task = {**TASK, "home": "/", "user": None, "writable": [], "readable": [], "listable": [str(tmp_path)]}
    if landlock.version() > 0:
        assert _shut_in(task, lambda: os.listdir(tmp_path)) == 0
        assert _shut_in(task, (tmp_path / "file").read_text) == errno.EACCES
