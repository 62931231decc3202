"""What a release refuses to write over, and a place that it cannot write to."""

import time
import zipfile

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


def test_the_zip_bears_the_date_of_its_newest_source_and_is_the_same_again(tiny, tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    once, again = (release(tiny.folder / "tiny.toml", tmp_path / name).archive for name in ("once", "again"))
    assert once.read_bytes() == again.read_bytes()
    with zipfile.ZipFile(once) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {time.gmtime().tm_year}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1650000000")
    with zipfile.ZipFile(release(tiny.folder / "tiny.toml", tmp_path / "set").archive) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {2022}
