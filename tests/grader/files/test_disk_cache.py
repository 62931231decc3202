"""What was computed is kept for later commands, for its owner alone, and only what was written is read."""

import os
import stat
from pathlib import Path

import pytest

from grader.files import disk_cache as module
from grader.files.disk_cache import DiskCache, cache_folder

KEY = "ab" * 32


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache/results"


def test_what_was_kept_is_read_again(folder):
    DiskCache(folder).write(KEY, b"values")
    assert DiskCache(folder).read(KEY) == b"values"
    assert DiskCache(folder).read("cd" * 32) is None


def test_only_its_owner_can_read_it(folder):
    DiskCache(folder).write(KEY, b"values")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / KEY).stat().st_mode) == 0o600


@pytest.mark.parametrize("change", [lambda c: c[:-1], lambda c: c + b"x", lambda c: b"", lambda c: c[:-1] + b"?"])
def test_a_truncated_or_changed_entry_is_none(folder, change):
    DiskCache(folder).write(KEY, b"values")
    (folder / KEY).write_bytes(change((folder / KEY).read_bytes()))
    assert DiskCache(folder).read(KEY) is None


def test_an_entry_under_another_key_is_none(folder):
    DiskCache(folder).write(KEY, b"values")
    (folder / KEY).rename(folder / ("cd" * 32))
    assert DiskCache(folder).read("cd" * 32) is None


def test_a_folder_that_others_may_write_to_is_not_believed(folder):
    DiskCache(folder).write(KEY, b"values")
    folder.chmod(0o777)
    assert DiskCache(folder).read(KEY) is None
    assert not DiskCache(folder).is_ours()
    DiskCache(folder).write("cd" * 32, b"values")
    assert [path.name for path in folder.iterdir()] == [KEY]


def test_a_link_in_the_place_of_the_folder_or_of_an_entry_is_not_followed(folder, tmp_path):
    DiskCache(folder).write(KEY, b"values")
    (tmp_path / "link").symlink_to(folder)
    assert DiskCache(tmp_path / "link").read(KEY) is None
    (folder / KEY).rename(tmp_path / "elsewhere")
    (folder / KEY).symlink_to(tmp_path / "elsewhere")
    assert DiskCache(folder).read(KEY) is None


def test_of_two_writers_each_leaves_a_whole_entry(folder, monkeypatch):
    replace, kept = os.replace, DiskCache(folder)

    def later(part, key, **places):
        monkeypatch.setattr(module.os, "replace", replace)
        DiskCache(folder).write(KEY, b"the other's")  # while the first one's file is written and not yet renamed
        replace(part, key, **places)

    monkeypatch.setattr(module.os, "replace", later)
    kept.write(KEY, b"values")
    assert kept.read(KEY) == b"values"
    assert [path.name for path in folder.iterdir()] == [KEY]


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_fails(tmp_path):
    (tmp_path / "file").write_text("")
    DiskCache(tmp_path / "file/results").write(KEY, b"values")
    assert DiskCache(tmp_path / "file/results").read(KEY) is None
    DiskCache(None).write(KEY, b"values")
    assert DiskCache(None).read(KEY) is None


def test_what_was_not_used_for_longest_makes_room(folder, monkeypatch):
    for age, key in enumerate(("aa", "bb", "cc")):
        DiskCache(folder).write(key, bytes(100))
        os.utime(folder / key, (1000 + age, 1000 + age))
    monkeypatch.setattr(module, "MOST_BYTES", 300)
    DiskCache(folder).read("aa")
    DiskCache(folder).write("dd", b"new")
    assert sorted(path.name for path in folder.iterdir()) == ["aa", "cc", "dd"]


@pytest.mark.parametrize(
    ("setting", "xdg", "found"),
    [
        ("off", "", None),
        ("/data/kept", "/x", "/data/kept"),
        ("", "/x", "/x/grader/results"),
        ("", "relative", "/home/me/.cache/grader/results"),
        ("~nobody_of_this_name/kept", "", None),
    ],
)
def test_its_place_is_a_setting(setting, xdg, found, monkeypatch):
    monkeypatch.setenv("GRADER_CACHE", setting)
    monkeypatch.setenv("XDG_CACHE_HOME", xdg)
    monkeypatch.setenv("HOME", "/home/me")
    assert cache_folder() == (None if found is None else Path(found))


def test_a_home_that_is_no_place_keeps_nothing(monkeypatch):
    monkeypatch.delenv("GRADER_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "here")
    assert cache_folder() is None
