"""The same files make the same zip."""

import io
import os
import zipfile

from grader.files.zips import date_of, zipped


def test_the_same_files_make_the_same_zip_in_whatever_order():
    content = zipped({"b": b"2", "a": b"1"})
    assert content == zipped({"a": b"1", "b": b"2"})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert [(info.filename, info.date_time[0]) for info in archive.infolist()] == [("a", 1980), ("b", 1980)]


def test_a_program_may_be_run_and_other_files_not():
    with zipfile.ZipFile(io.BytesIO(zipped({"run": b"", "read": b""}, programs=["run"]))) as archive:
        assert {info.filename: oct(info.external_attr >> 16) for info in archive.infolist()} == {
            "run": "0o755",
            "read": "0o644",
        }


def test_what_opens_it_stands_before_the_zip():
    content = zipped({"a": b"1"}, opening=b"#!python\n")
    assert content.startswith(b"#!python\n")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("a") == b"1"


def _years(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [info.date_time for info in archive.infolist()]


def test_a_zip_bears_the_date_that_it_is_given():
    assert _years(zipped({"a": b""}, seconds=1793361600)) == [(2026, 10, 30, 12, 0, 0)]
    assert _years(zipped({"a": b""}, seconds=-5)) == [(1980, 1, 1, 0, 0, 0)]
    assert _years(zipped({"a": b""}, seconds=1e12))[0][0] == 2107


def test_the_date_is_that_of_the_newest_source_or_the_one_that_is_set(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name, seconds in (("a", 1_600_000_000), ("b", 1_700_000_000)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (seconds, seconds))
    assert date_of(tmp_path.iterdir()) == 1_700_000_000
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1650000000")
    assert date_of(tmp_path.iterdir()) == 1_650_000_000
