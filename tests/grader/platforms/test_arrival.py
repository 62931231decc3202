"""The files of a hand-in are read within bounds, and laid out so that a batch sees them."""

import io
import zipfile

import pytest

from grader.platforms.arrival import Arrival, content_of
from grader.submission import files
from grader.submission.files import GatheredFile


@pytest.fixture
def arrival(tmp_path):
    def make(contents):
        items = {}
        for number, (path, content) in enumerate(contents.items()):
            (tmp_path / str(number)).write_bytes(content)
            items[path] = GatheredFile(path, len(content), tmp_path / str(number))
        return Arrival(id="jane", items=items, entries=())

    return make


def _zip(**contents):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in contents.items():
            archive.writestr(f"{name}.py", content)
    return stream.getvalue()


def test_what_is_too_large_or_has_an_impossible_name_is_left_out_and_told(arrival, monkeypatch):
    monkeypatch.setattr(files, "MAX_FILE", 10)
    found, left_out = content_of(arrival({"a.py": b"x", "big.bin": b"0" * 11, "b\x1b[2J.py": b""}))
    assert found == {"a.py": b"x"}
    assert sorted((one.path, one.why) for one in left_out) == [
        ("jane/b\x1b[2J.py", "name"),
        ("jane/big.bin", "large"),
    ]


def test_a_file_that_is_a_folder_too_is_left_out(arrival):
    found, left_out = content_of(arrival({"a": b"file", "a/b.py": b"below it"}))
    assert found == {"a": b"file"}
    assert [one.path for one in left_out] == ["jane/a/b.py"]


def test_a_lone_zip_stays_a_zip(arrival):
    content = _zip(layers=b"x")
    assert content_of(arrival({"hw.zip": content, "note.txt": b""}))[0] == {"hw.zip": content, "note.txt": b""}


def test_a_zip_beside_code_stays_a_zip(arrival):
    contents = {"a.zip": _zip(a=b""), "b.zip": _zip(b=b""), "c.py": b""}
    assert content_of(arrival(contents))[0] == contents


def test_several_zips_are_unpacked_since_a_batch_opens_one_alone(arrival):
    contents = {"code.zip": _zip(layers=b"x"), "Text.ZIP": _zip(answers=b"y"), "bad.zip": b"no zip"}
    assert content_of(arrival(contents))[0] == {
        "code/layers.py": b"x",
        "Text/answers.py": b"y",
        "bad.zip": b"no zip",
    }
