"""A batch tells how far it is: people in their language, machines without names."""

import json

import pytest

from grader.cli.progress import progress, steps
from grader.errors import OutputError

STEPS = [(1, 3, "zoe", "graded", False), (2, 3, "[bold]ben", "unreadable", False), (3, 3, "cem", "error", False)]


def told(capsys, language="en", events=None, quiet=False):
    with progress(language, events, quiet) as tell:
        for step in STEPS:
            tell(*step)
    return capsys.readouterr()


def test_people_read_a_line_each_with_count_rate_and_time_left(capsys):
    lines = told(capsys).err.splitlines()
    assert [line.split("  ")[:3] for line in lines] == [
        ["1/3", "zoe", "graded"],
        ["2/3", "[bold]ben", "unreadable"],
        ["3/3", "cem", "error"],
    ]
    assert all("a second, " in line and line.endswith(" s left") for line in lines)


def test_the_last_line_has_nothing_left(capsys):
    assert told(capsys).err.splitlines()[-1].endswith(", 0 s left")


def test_the_lines_are_in_the_language_asked_for(capsys):
    assert "每秒" in told(capsys, "zh").err


def test_machines_read_json_without_names(tmp_path, capsys):
    seen = told(capsys, events=tmp_path / "events.jsonl", quiet=True)
    events = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text().splitlines()]
    assert [(event["done"], event["count"], event["status"]) for event in events] == [
        (1, 3, "graded"),
        (2, 3, "unreadable"),
        (3, 3, "error"),
    ]
    assert "zoe" not in (tmp_path / "events.jsonl").read_text()
    assert (seen.out, seen.err) == ("", "")


def test_what_is_kept_of_an_earlier_batch_is_told(tmp_path, capsys):
    with progress("en", tmp_path / "events.jsonl", quiet=False) as tell:
        tell(1, 1, "zoe", "graded", True)
    assert "kept" in capsys.readouterr().err
    assert json.loads((tmp_path / "events.jsonl").read_text())["kept"] is True


def test_events_of_a_batch_that_goes_on_are_added(tmp_path, capsys):
    for _ in range(2):
        told(capsys, events=tmp_path / "events.jsonl", quiet=True)
    assert len((tmp_path / "events.jsonl").read_text().splitlines()) == 6


def test_a_file_that_cannot_be_written_is_the_callers_mistake(tmp_path):
    with pytest.raises(OutputError), progress("en", tmp_path / "no/such/folder", quiet=True):
        pass


def test_on_a_terminal_there_is_a_bar_and_only_what_went_wrong_is_named(capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    seen = told(capsys).err
    assert "3/3" in seen
    assert "[bold]ben  unreadable" in seen
    assert "zoe" not in seen


@pytest.mark.parametrize("forced", ["", "1"])
def test_a_name_that_moves_the_cursor_is_shown_and_not_sent(capsys, monkeypatch, forced):
    monkeypatch.setattr(f"{__name__}.STEPS", [(1, 1, "a\x1b[2Jb\n2/2 \u202ec", "error", False)])
    if forced:
        monkeypatch.setenv("FORCE_COLOR", forced)
    seen = told(capsys).err
    assert "a\\u001b[2Jb\\u000a2/2 \\u202ec" in seen
    assert "\x1b[2J" not in seen


def test_steps_are_shown_on_a_terminal_and_nowhere_else(capsys, monkeypatch):
    with steps(quiet=False) as tell:
        tell(0, 2, "a thing")
    assert capsys.readouterr() == ("", "")
    monkeypatch.setenv("FORCE_COLOR", "1")
    with steps(quiet=False) as tell:
        tell(1, 2, "a thing")
    assert "a thing" in capsys.readouterr().err
    with steps(quiet=True) as tell:
        tell(1, 2, "a thing")
    assert capsys.readouterr() == ("", "")
