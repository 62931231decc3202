"""The benchmark of repeated commands changes what a hand-in does not show, and measures it."""

import sys
from pathlib import Path

import pytest

from benchmarks import again
from benchmarks.cells import ROOT
from benchmarks.measure import MeasureError, cost


@pytest.mark.parametrize("rubric", again.RUBRICS)
def test_each_change_is_there_to_be_made(tmp_path, rubric):
    course = again._course(ROOT, tmp_path / "course")
    found = list(again._changes(course, rubric))
    assert [what for what, *_ in found] == ["one tolerance", "one scenario", "one mistake"]
    assert all(path.read_text().count(old) and old != new for _, path, old, new in found)


def test_other_checkouts_are_measured_once(tmp_path, monkeypatch):
    monkeypatch.setattr(again, "_once", lambda *_: 1.0)
    whole = dict(again.measured(ROOT, tmp_path / "a", ["fully_connected"], first=False))
    once = dict(again.measured(ROOT, tmp_path / "b", ["fully_connected"], first=True))
    audits = ["audit of fully_connected, first", "audit of fully_connected, again"]
    assert list(whole)[:4] == ["grade, first", "grade, again", *audits]
    assert len(whole) == 7
    assert list(once) == ["grade, first", "audit of fully_connected, first"]


def test_only_exit_codes_that_are_expected_count(tmp_path):
    words = [sys.executable, "-c", "raise SystemExit(1)"]
    assert cost(words, Path(tmp_path), codes=(0, 1)).cpu_seconds > 0
    with pytest.raises(MeasureError):
        cost(words, Path(tmp_path))
