import os
import stat
import zipfile
import zlib
from functools import cache

import pytest

from grader.errors import SubmissionError
from grader.submission import files
from grader.submission.files import gather


def _zip(path, entries):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def _left_out(found):
    return [(remark.id, remark.facts["path"]) for remark in found.remarks]


def test_a_folder_gives_its_files(tmp_path):
    (tmp_path / "cs231n").mkdir()
    (tmp_path / "cs231n/layers.py").write_bytes(b"x")
    assert gather(tmp_path).files == {"cs231n/layers.py": b"x"}


def test_a_lone_notebook_is_a_hand_in(tmp_path):
    (tmp_path / "mine.ipynb").write_bytes(b"{}")
    assert gather(tmp_path / "mine.ipynb").files == {"mine.ipynb": b"{}"}


def test_a_zip_in_a_zip_is_opened(tmp_path):
    inner = _zip(tmp_path / "inner.zip", {"layers.py": "x"})
    outer = _zip(tmp_path / "outer.zip", {"inner.zip": inner.read_bytes(), "readme.txt": "look inside"})
    assert gather(outer).files == {"layers.py": b"x", "readme.txt": b"look inside"}


def test_a_zip_beside_code_is_left_closed(tmp_path):
    outer = _zip(tmp_path / "outer.zip", {"inner.zip": b"not opened", "layers.py": "x"})
    assert set(gather(outer).files) == {"inner.zip", "layers.py"}


@pytest.mark.parametrize("stray", ["__MACOSX/x", ".DS_Store", "a/__pycache__/x.pyc", "._layers.py", ".venv/bin/x.py"])
def test_stray_files_are_left_out_without_a_word(tmp_path, stray):
    found = gather(_zip(tmp_path / "a.zip", {"n.ipynb": "{}", stray: "x"}))
    assert set(found.files) == {"n.ipynb"}
    assert not found.remarks


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/passwd", "C:\\x"])
def test_a_path_that_leads_out_is_left_out_and_the_rest_is_taken(tmp_path, name):
    found = gather(_zip(tmp_path / "a.zip", {name: "x", "n.ipynb": "{}"}))
    assert set(found.files) == {"n.ipynb"}
    assert [kind for kind, _ in _left_out(found)] == ["left_out_outside"]


def test_links_are_left_out(tmp_path):
    entry = zipfile.ZipInfo("link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(entry, "/etc/passwd")
        archive.writestr("n.ipynb", "{}")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/link").symlink_to("/etc/passwd")
    assert set(gather(tmp_path / "a.zip").files) == {"n.ipynb"}
    assert _left_out(gather(tmp_path / "folder")) == [("left_out_link", "link")]


def test_a_pipe_in_a_folder_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert gather(tmp_path).files == {}


@pytest.mark.parametrize("name", ["a" * 300 + ".txt", "a\nb.txt", "/".join("abcdefghijklmnopqrstuvwxyz")])
def test_a_name_that_cannot_be_laid_out_is_left_out(tmp_path, name):
    found = gather(_zip(tmp_path / "a.zip", {name: "x", "n.ipynb": "{}"}))
    assert [kind for kind, _ in _left_out(found)] == ["left_out_name"]


def test_a_large_file_is_left_out_and_code_is_taken_first(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 1000)
    found = gather(_zip(tmp_path / "a.zip", {"a.bin": b"0" * 900, "z.py": b"1" * 500, "b.bin": b"2" * 2000}))
    assert set(found.files) == {"z.py"}
    assert _left_out(found) == [("left_out_large", "a.bin"), ("left_out_large", "b.bin")]


def test_of_too_many_files_code_is_taken_first(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_FILES", 1)
    found = gather(_zip(tmp_path / "a.zip", {"a.txt": "", "b.py": ""}))
    assert set(found.files) == {"b.py"}
    assert _left_out(found) == [("left_out_many", "a.txt")]


def test_ten_gigabytes_in_a_small_zip_are_left_out_unread(tmp_path):
    found = gather(_bomb(tmp_path / "a.zip", claimed=10 << 30))
    assert set(found.files) == {"n.ipynb"}
    assert _left_out(found) == [("left_out_large", "zeros.bin")]


def test_a_zip_that_lies_about_a_size_is_read_no_further(tmp_path):
    found = gather(_bomb(tmp_path / "a.zip", claimed=1 << 20))
    assert set(found.files) == {"n.ipynb"}
    assert _left_out(found) == [("left_out_unreadable", "zeros.bin")]


@cache
def _packed_zeros():
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()


def _bomb(path, claimed):
    """A zip whose one entry unpacks to 100 MiB and claims another size."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("n.ipynb", "{}")
        archive.writestr("zeros.bin", _packed_zeros())
        entry = archive.getinfo("zeros.bin")
        entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, claimed
    return path


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\3\4 cut off"])
def test_what_is_no_zip_is_refused(tmp_path, content):
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(SubmissionError, match="the zip cannot be read") as error:
        gather(tmp_path / "a.zip")
    assert error.value.key == "zip_damaged"


def test_a_zip_of_which_nothing_can_be_read_is_refused(tmp_path):
    path = _zip(tmp_path / "a.zip", {"layers.py": "some text"})
    path.write_bytes(path.read_bytes().replace(b"some text", b"some rust"))
    with pytest.raises(SubmissionError, match="the zip cannot be read"):
        gather(path)


def test_what_is_not_there_is_refused(tmp_path):
    with pytest.raises(SubmissionError, match="there is no such file"):
        gather(tmp_path / "nowhere")


def test_another_kind_of_file_is_refused(tmp_path):
    (tmp_path / "a.rar").write_bytes(b"Rar!")
    with pytest.raises(SubmissionError, match="no notebook, folder or zip"):
        gather(tmp_path / "a.rar")
