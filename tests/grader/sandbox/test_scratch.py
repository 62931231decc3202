"""A slot's folder goes with its slot, and what a killed one left goes with the next."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from grader.sandbox.scratch import LOCK, PREFIX, Scratch, remove, remove_abandoned


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def _left(tmp_path, age=3600):
    folder = tmp_path / f"{PREFIX}left"
    folder.mkdir()
    (folder / LOCK).touch()
    os.utime(folder / LOCK, (os.path.getmtime(folder) - age,) * 2)
    return folder


def test_a_folder_is_there_until_it_is_closed():
    scratch = Scratch()
    assert scratch.path.is_dir()
    scratch.close()
    assert not scratch.path.exists()


def test_what_a_killed_owner_left_is_removed_by_the_next(tmp_path):
    left = _left(tmp_path)
    Scratch().close()
    assert not left.exists()


def test_a_living_owners_folder_stays(tmp_path):
    scratch = Scratch()
    os.utime(scratch.path / LOCK, (0, 0))
    program = "import pathlib, sys\nfrom grader.sandbox.scratch import *\nremove_abandoned(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True)
    assert scratch.path.is_dir()
    scratch.close()


def test_a_new_folder_stays_since_it_may_not_be_locked_yet(tmp_path):
    left = _left(tmp_path, age=0)
    remove_abandoned(tmp_path)
    assert left.is_dir()


def test_other_folders_stay(tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / f"{PREFIX}without-lock").mkdir()
    remove_abandoned(tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_folders_closed_to_us_are_removed(tmp_path):
    folder = tmp_path / "work"
    (folder / "closed/below").mkdir(parents=True)
    (folder / "closed").chmod(0)
    remove(folder)
    assert not folder.exists()


def test_folders_nested_deeper_than_we_can_go_are_removed(tmp_path):
    program = "import os\nfor _ in range(2100):\n    os.mkdir('d')\n    os.chdir('d')"
    folder = tmp_path / "work"
    folder.mkdir()
    subprocess.run([sys.executable, "-c", program], cwd=folder, check=True)
    remove(folder)
    assert not folder.exists()


def test_what_is_not_there_need_not_be_removed(tmp_path):
    remove(tmp_path / "nothing")


def test_what_somebody_else_removes_at_the_same_time_is_gone_afterwards(tmp_path):
    for number in range(900):
        place = tmp_path / f"slot/{number % 30}/{number}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    with subprocess.Popen(["/bin/rm", "-rf", str(tmp_path / "slot")]):
        remove(tmp_path / "slot")
        assert not (tmp_path / "slot").exists()


def test_the_folder_goes_with_an_owner_that_is_killed_with_all_its_group(tmp_path):
    program = "import sys, tempfile, time\nfrom grader.sandbox.scratch import *\ntempfile.tempdir = sys.argv[1]\n"
    program += "found = Scratch()\n(found.path / 'a').mkdir()\nprint(found.path, flush=True)\ntime.sleep(600)"
    command = [sys.executable, "-c", program, str(tmp_path)]
    owner = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    folder = Path(owner.stdout.readline().strip())
    assert folder.is_dir()
    os.killpg(owner.pid, signal.SIGKILL)
    owner.communicate()
    for _ in range(600):
        if not folder.exists():
            break
        time.sleep(0.1)
    assert not folder.exists()
