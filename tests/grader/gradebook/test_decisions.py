"""Decisions on disk: each is there whole or was never confirmed."""

import pytest

from grader.errors import CallerError, OutputError
from grader.gradebook.decisions import FILE, add_decisions, by_submission, drop_decisions, read_decisions
from grader.model.decision import Decision


def _decision(points, submission="s"):
    place = {"submission": submission, "question": "q", "criterion": "c"}
    return Decision(**place, points=points, comment="Why? 为什么", who="ta", when="2026-10-01T00:00:00+00:00")


def test_what_is_added_is_read_in_order(tmp_path):
    add_decisions(tmp_path, [_decision(1.0), _decision(None)])
    add_decisions(tmp_path, [_decision(2.0, "t")])
    assert read_decisions(tmp_path) == (_decision(1.0), _decision(None), _decision(2.0, "t"))
    assert by_submission(read_decisions(tmp_path))["s"] == (_decision(1.0), _decision(None))


def test_without_a_file_there_are_none(tmp_path):
    assert read_decisions(tmp_path) == ()


def test_a_line_that_was_cut_short_is_passed_over_and_overwritten(tmp_path):
    add_decisions(tmp_path, [_decision(1.0)])
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"submission": "s", "poi')
    assert read_decisions(tmp_path) == (_decision(1.0),)
    add_decisions(tmp_path, [_decision(2.0)])
    assert read_decisions(tmp_path) == (_decision(1.0), _decision(2.0))


def test_a_line_that_is_no_decision_is_named(tmp_path):
    add_decisions(tmp_path, [_decision(1.0)])
    (tmp_path / FILE).write_bytes((tmp_path / FILE).read_bytes() + b"{}\n")
    with pytest.raises(CallerError, match="line 2 is no decision"):
        read_decisions(tmp_path)


def test_only_some_can_be_kept(tmp_path):
    add_decisions(tmp_path, [_decision(1.0), _decision(2.0, "t")])
    drop_decisions(tmp_path, {"s"})
    assert read_decisions(tmp_path) == (_decision(2.0, "t"),)


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(OutputError):
        add_decisions(tmp_path / "nowhere", [_decision(1.0)])
