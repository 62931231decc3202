"""Appeals that a program of one's own appended: none is lost, however its last line ends."""

import json

from grader.gradebook.appeals import add_appeals, drop_appeals, read_appeals
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
