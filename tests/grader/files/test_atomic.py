"""Writing a file whole, or saying why it could not be."""

import errno
from pathlib import Path

import pytest

from grader.errors import CallerError, DiskFullError, OutputError
from grader.files.atomic import write_text, written, written_text


@pytest.mark.parametrize(
    ("number", "kind", "key"), [(errno.ENOSPC, DiskFullError, "disk_full"), (errno.EACCES, OutputError, "unwritable")]
)
def test_a_full_disk_is_the_machines_fault_and_any_other_the_callers(tmp_path, monkeypatch, number, kind, key):
    def refused(*_):
        raise OSError(number, "no")

    (tmp_path / ".a.txt.part").write_text("a part")
    monkeypatch.setattr(Path, "write_bytes", refused)
    with pytest.raises(kind) as caught:
        write_text(tmp_path / "a.txt", "text")
    assert caught.value.exit_code == (3 if number == errno.ENOSPC else 2)
    assert (caught.value.key, caught.value.where) == (key, str(tmp_path / "a.txt"))
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_written_piece_by_piece_takes_its_place_when_it_is_complete(tmp_path):
    path = tmp_path / "new" / "a.txt"
    with written_text(path) as file:
        file.write("one\r\n")
        assert not path.exists()
        file.write("zwölf")
    assert path.read_bytes() == "one\r\nzwölf".encode()


@pytest.mark.parametrize("error", [ValueError(), KeyboardInterrupt(), CallerError("no_such_folder", where="x")])
def test_what_breaks_off_leaves_the_old_file_as_it_was(tmp_path, error):
    def broken_off(path):
        with written_text(path) as file:
            file.write("new")
            raise error

    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(type(error)):
        broken_off(path)
    assert (path.read_text(), len(list(tmp_path.iterdir()))) == ("old", 1)


def test_a_disk_that_is_full_while_a_file_is_written_is_said(tmp_path):
    with pytest.raises(DiskFullError) as caught, written(tmp_path / "a.txt"):
        raise OSError(errno.ENOSPC, "no")
    assert caught.value.where == str(tmp_path / "a.txt")
    assert not list(tmp_path.iterdir())


def test_a_file_written_piece_by_piece_keeps_its_permissions(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o600)
    with written(path) as file:
        file.write(b"new")
    assert (path.stat().st_mode & 0o777, path.read_text()) == (0o600, "new")
