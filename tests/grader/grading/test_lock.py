"""One command at a time writes to a folder of results."""

import time
from threading import Event, Thread

import pytest

from grader.errors import CallerError, OutputError
from grader.grading.lock import BRIEF, PATIENCE, locked


def test_a_second_batch_on_the_same_folder_is_refused(tmp_path):
    with locked(tmp_path), pytest.raises(CallerError, match="another batch is writing there"), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass


def test_a_place_that_cannot_be_a_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError), locked(tmp_path / "file/results"):
        pass


def test_who_writes_a_few_marks_is_waited_for(tmp_path):
    """`grader review` writes by itself; a batch that is begun then is not refused."""
    order = []

    def brief():
        with locked(tmp_path, brief=True):
            held.set()
            time.sleep(3 * PATIENCE)
            order.append("marks")

    held = Event()
    thread = Thread(target=brief)
    thread.start()
    held.wait()
    with locked(tmp_path):
        order.append("batch")
    thread.join()
    assert order == ["marks", "batch"]


def test_who_comes_after_a_brief_one_that_was_killed_is_not_held_up(tmp_path):
    (tmp_path / ".lock").write_text(BRIEF)
    with locked(tmp_path), pytest.raises(CallerError), locked(tmp_path):
        pass
