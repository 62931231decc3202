"""Appeals that a program of one's own appended: none is lost, however its last line ends."""

import json

import pytest

from grader.errors import CallerError
from grader.gradebook.appeals import add_appeals, broken_appeals, drop_appeals, read_appeals
from grader.model.appeal import Appeal

LINE = json.dumps({"student": "ann", "question": "q", "text": "I am right."}).encode()


def _students(folder):
    return [one.student for one in read_appeals(folder)]


def test_a_last_line_without_its_end_is_an_appeal_too(tmp_path):
    (tmp_path / "appeals.jsonl").write_bytes(LINE)
    assert _students(tmp_path) == ["ann"]


def test_it_stays_when_others_are_added_or_forgotten(tmp_path):
    (tmp_path / "appeals.jsonl").write_bytes(LINE)
    add_appeals(tmp_path, [Appeal(student="bo", text="Me too.")])
    assert _students(tmp_path) == ["ann", "bo"]
    (tmp_path / "appeals.jsonl").write_bytes((tmp_path / "appeals.jsonl").read_bytes().rstrip(b"\n"))
    drop_appeals(tmp_path, {"ann"})
    assert _students(tmp_path) == ["bo"]


def test_a_part_of_a_line_is_none(tmp_path):
    (tmp_path / "appeals.jsonl").write_bytes(LINE + b"\n" + LINE[:20])
    assert _students(tmp_path) == ["ann"]
    add_appeals(tmp_path, [Appeal(student="bo", text="Me too.")])
    assert _students(tmp_path) == ["ann", "bo"]


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"student": 3}', b"\xff\xfe", b'{"student": "cy"}'])
def test_a_line_that_is_none_hides_no_other_and_is_told(tmp_path, line):
    (tmp_path / "appeals.jsonl").write_bytes(LINE + b"\n" + line + b"\n\n")
    assert add_appeals(tmp_path, [Appeal(student="bo", text="Me too.")]) == 1
    assert (_students(tmp_path), broken_appeals(tmp_path)) == (["ann", "bo"], (2,))
    content = (tmp_path / "appeals.jsonl").read_bytes()
    with pytest.raises(CallerError):
        drop_appeals(tmp_path, {"ann"})
    assert (tmp_path / "appeals.jsonl").read_bytes() == content
