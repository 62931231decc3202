"""Values on disk by name: what goes in comes out in its order, and nothing is left behind."""

import gc
import os
from pathlib import Path

import msgspec
import pytest

from grader.errors import DiskFullError
from grader.files.spool import Spool


def _spool(**values):
    found = Spool(msgspec.json.encode, msgspec.json.decode)
    for name, value in values.items():
        found[name] = value
    return found


def test_values_come_back_in_the_order_in_which_their_names_came():
    found = _spool(b=1, a=[2, "Mül"], c=None)
    assert (list(found), list(found.each()), len(found)) == (["b", "a", "c"], [1, [2, "Mül"], None], 3)
    assert next(found.contents()) == b"1"


def test_a_later_value_takes_the_place_of_the_earlier_one():
    found = _spool(b=1, a=2)
    found["b"] = 3
    assert list(found.items()) == [("b", 3), ("a", 2)]


def test_a_name_that_never_came_is_not_there():
    found = _spool(a=1)
    assert ("a" in found, "b" in found, found.get("b")) == (True, False, None)
    with pytest.raises(KeyError):
        found["b"]


def test_what_is_large_lies_in_a_file_without_a_name_and_goes_with_it():
    before = _open_files()
    found = _spool(**{f"n{number}": "x" * 10_000 for number in range(1000)})
    (name,) = _open_files() - before
    assert name.endswith("(deleted)")
    del found
    gc.collect()
    assert _open_files() == before


def test_a_full_folder_for_temporary_files_is_the_machines_fault():
    found = _spool(a=1)
    found._file.execute("PRAGMA max_page_count = 10")
    with pytest.raises(DiskFullError) as caught:
        found["b"] = "x" * 100_000
    assert (caught.value.key, caught.value.exit_code) == ("disk_full", 3)


def _open_files():
    """SQLite's files without a name that this process holds open."""
    links = (os.readlink(path) for path in Path("/proc/self/fd").iterdir() if path.is_symlink())
    return {link for link in links if "/etilqs_" in link}
