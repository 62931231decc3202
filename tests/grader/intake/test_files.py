import io
import stat
import zipfile

import pytest

from grader.errors import SubmissionError
from grader.intake import files
from grader.intake.files import read_files

WANTED = ["cs231n/layers.py", "Notebook.ipynb"]


def _zip(path, entries):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def test_a_folder_gives_its_files(tmp_path):
    (tmp_path / "cs231n").mkdir()
    (tmp_path / "cs231n/layers.py").write_bytes(b"x")
    assert read_files(tmp_path, WANTED) == {"cs231n/layers.py": b"x"}


@pytest.mark.parametrize("outer", ["", "a2/", "home/me/a2/"])
def test_a_zip_is_seen_from_where_the_assignments_files_lie(tmp_path, outer):
    path = _zip(tmp_path / "a.zip", {f"{outer}cs231n/layers.py": "x", f"{outer}Notebook.ipynb": "{}"})
    assert set(read_files(path, WANTED)) == set(WANTED)


def test_a_lone_notebook_is_a_hand_in(tmp_path):
    (tmp_path / "mine.ipynb").write_bytes(b"{}")
    assert read_files(tmp_path / "mine.ipynb", WANTED) == {"mine.ipynb": b"{}"}


@pytest.mark.parametrize("stray", ["__MACOSX/x", ".DS_Store", "a/__pycache__/x.pyc", "._layers.py", ".git/config"])
def test_stray_files_are_left_out(tmp_path, stray):
    path = _zip(tmp_path / "a.zip", {"Notebook.ipynb": "{}", stray: "x"})
    assert set(read_files(path, WANTED)) == {"Notebook.ipynb"}


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/passwd", "C:\\x"])
def test_a_path_that_leads_out_is_refused(tmp_path, name):
    with pytest.raises(SubmissionError, match="the zip holds the path"):
        read_files(_zip(tmp_path / "a.zip", {name: "x"}), WANTED)


def test_links_are_left_out(tmp_path):
    entry = zipfile.ZipInfo("link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(entry, "/etc/passwd")
        archive.writestr("Notebook.ipynb", "{}")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/link").symlink_to("/etc/passwd")
    assert set(read_files(tmp_path / "a.zip", WANTED)) == {"Notebook.ipynb"}
    assert read_files(tmp_path / "folder", WANTED) == {}


def test_a_hand_in_that_is_too_large_unpacked_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 1000)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", b"0" * 100_000)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/x").write_bytes(b"0" * 2000)
    monkeypatch.setattr(files._bounded, "__defaults__", (1000,))
    for path in (tmp_path / "a.zip", tmp_path / "folder"):
        with pytest.raises(SubmissionError, match="more than 0 MiB"):
            read_files(path, WANTED)


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_FILES", 2)
    path = _zip(tmp_path / "a.zip", {str(number): "" for number in range(3)})
    with pytest.raises(SubmissionError, match="more than 2 files"):
        read_files(path, WANTED)


@pytest.mark.parametrize("content", [b"", b"no zip", io.BytesIO().getvalue()])
def test_what_is_no_zip_is_refused(tmp_path, content):
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(SubmissionError, match="the zip cannot be read"):
        read_files(tmp_path / "a.zip", WANTED)
