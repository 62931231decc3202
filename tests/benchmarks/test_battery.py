"""Where the files of an outside battery go; what it makes is tried by `python -m benchmarks.battery`."""

from types import SimpleNamespace

from benchmarks.battery import _files, earned
from grader.model.result import Result


def _payload(kind, **values):
    return SimpleNamespace(kind=kind, **values)


def test_a_program_takes_the_place_of_the_file_that_it_was_made_of():
    assert list(_files(_payload("source", text="pass"), "m.py")) == [("", {"m.py": b"pass"})]


def test_what_belongs_to_a_grader_is_put_where_a_hand_in_can_put_it():
    files = {"{source_path}": "pass", "{test_root}/conftest.py": "hook"}
    payload = _payload("workspace", parameters=("source_path", "test_root"), files=files)
    assert list(_files(payload, "m.py")) == [
        (" .", {"m.py": b"pass", "conftest.py": b"hook"}),
        (" tests/", {"m.py": b"pass", "tests/conftest.py": b"hook"}),
    ]


def test_nothing_earned_is_no_line():
    assert earned(Result(questions=(), remarks=())) == {}
