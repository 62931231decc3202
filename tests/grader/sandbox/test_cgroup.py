"""Control groups of both versions: where a new one is made, what is written into it, and what it counts."""

import os
import subprocess
import sys

import pytest

from grader.sandbox.cgroup import PREFIX, VERSION_1, VERSION_2, MemoryGroup, memory_group

HUNGRY = "import sys\nsys.stdin.readline()\nheld = [bytearray(1 << 20) for _ in range(400)]"


@pytest.fixture
def system(tmp_path):
    """A pretended file system of control groups, and the file that says which of them this process is in."""

    def make(members, controls=()):
        mount = tmp_path / "cgroup"
        for folder, control in dict(controls).items():
            (mount / folder).mkdir(parents=True, exist_ok=True)
            (mount / folder / "cgroup.subtree_control").write_text(control)
        (tmp_path / "members").write_text(members)
        return {"mount": mount, "members": tmp_path / "members"}

    return make


@pytest.fixture
def files(monkeypatch):
    """Let a new folder hold a group's files, as the system would."""
    from pathlib import Path

    mkdir = Path.mkdir

    def made(path, *args, **kwargs):
        mkdir(path, *args, **kwargs)
        for name in (VERSION_1.limit, VERSION_2.limit):
            (path / name).write_text("max")

    monkeypatch.setattr(Path, "mkdir", made)


def test_a_group_of_version_2_is_made_below_the_nearest_one_that_hands_memory_on(system, files):
    given = system("0::/user/app\n", {"": "cpu memory", "user": "memory pids", "user/app": "cpu"})
    made = memory_group(**given)
    assert (made.folder.parent, made.files) == (given["mount"] / "user", VERSION_2)


def test_without_the_memory_controller_there_is_no_group(system, files):
    assert memory_group(**system("0::/user\n", {"": "cpu", "user": "pids"})) is None


def test_a_group_of_version_1_is_made_below_our_own(system, files):
    given = system("5:cpu:/\n4:memory:/job\n0::/\n")
    (given["mount"] / "memory/job").mkdir(parents=True)
    assert memory_group(**given).folder.parent == given["mount"] / "memory/job"


def test_a_group_that_takes_no_limit_is_none(system):
    given = system("0::/\n", {"": "memory"})
    assert memory_group(**given) is None
    assert not list(given["mount"].glob(f"{PREFIX}*"))


def test_what_a_killed_maker_left_is_removed_by_the_next(system, files):
    given = system("0::/\n", {"": "memory"})
    left, living = (given["mount"] / f"{PREFIX}{pid}-0" for pid in (1 << 30, 1))
    for folder in (left, living):
        os.mkdir(folder)
    memory_group(**given)
    assert not left.exists()
    assert living.exists()


def test_where_the_system_says_nothing_there_is_no_group(tmp_path):
    assert memory_group(mount=tmp_path, members=tmp_path / "nothing") is None


def test_processes_and_their_limit_are_written(tmp_path):
    group = MemoryGroup(folder=tmp_path, files=VERSION_2)
    group.hold([7], 1000)
    assert (tmp_path / "memory.max").read_text() == "1000"
    assert (tmp_path / "memory.swap.max").read_text() == "0"
    assert (tmp_path / "cgroup.procs").read_text() == "7"


@pytest.mark.parametrize(
    ("files", "text"),
    [(VERSION_1, "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n"), (VERSION_2, "low 0\noom 4\noom_kill 3\n")],
)
def test_the_systems_kills_are_counted(tmp_path, files, text):
    (tmp_path / files.events).write_text(text)
    assert MemoryGroup(folder=tmp_path, files=files).kills() == 3


def test_a_process_over_the_limit_is_killed_where_a_group_can_be_had():
    group = memory_group()
    if group is None:
        return  # this user may make none: the watchdog is what bounds memory here (test_watchdog.py)
    hungry = subprocess.Popen([sys.executable, "-c", HUNGRY], stdin=subprocess.PIPE)
    try:
        group.hold([hungry.pid], 100 << 20)
        hungry.communicate(b"\n")
        assert hungry.returncode == -9
        assert group.kills() == 1
    finally:
        hungry.kill()
        group.close()
    assert not group.folder.exists()
