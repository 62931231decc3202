"""Writing a file whole, or saying why it could not be."""

import errno
from pathlib import Path

import pytest

from grader.errors import DiskFullError, OutputError
from grader.files.atomic import write_text


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
