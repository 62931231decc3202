"""What a release refuses to write over, and a place that it cannot write to."""

import pytest

from grader.errors import OutputError
from grader.release.build import release


@pytest.fixture(autouse=True)
def _nothing_leaks(monkeypatch):
    """What a release gives away is searched for in test_leaks."""
    monkeypatch.setattr("grader.release.build.leaks", lambda *_: [])


def _key(tiny, out):
    with pytest.raises(OutputError) as caught:
        release(tiny.folder / "tiny.toml", out, "en")
    return caught.value.key


def test_a_folder_that_is_no_release_is_left_alone(tiny, tmp_path):
    theirs = tmp_path / "out" / "tiny" / "mine.txt"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("mine")
    assert _key(tiny, tmp_path / "out") == "release_folder_foreign"
    assert theirs.read_text() == "mine"


def test_a_place_that_cannot_be_written_is_said(tiny, tmp_path):
    (tmp_path / "out").write_text("a file")
    assert _key(tiny, tmp_path / "out") == "release_unwritable"
