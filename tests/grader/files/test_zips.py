"""The same files make the same zip."""

import io
import zipfile

from grader.files.zips import zipped


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
