"""The list of fonts is made by one warm process and taken by the next."""

import os

import pytest

from grader.model.record import IsolationLevel
from grader.sandbox import fonts as module
from grader.sandbox.child import fonts as child
from grader.sandbox.fonts import font_list


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADER_CACHE", str(tmp_path / "kept"))
    monkeypatch.setattr(child, "_folder", lambda: tmp_path / "home/.cache/matplotlib")
    return tmp_path / "home/.cache/matplotlib"


def _warm(home, made=None):
    """What a warm process does; `made` is the list that matplotlib makes in it."""
    with font_list(IsolationLevel.LIMITED) as descriptor:
        own = os.dup(descriptor)
        child.take_fonts(own)
        taken = {path.name: path.read_text() for path in home.glob("*")}
        if made is not None:
            home.mkdir(parents=True, exist_ok=True)
            (home / "fontlist-v1.json").write_text(made)
        child.give_fonts(own)
    for path in home.glob("*"):
        path.unlink()
    return taken


def test_the_second_takes_what_the_first_made(home):
    assert _warm(home, made="[1]") == {}
    assert _warm(home) == {"fontlist-v1.json": "[1]"}


def test_where_none_is_made_none_is_kept(home, tmp_path):
    _warm(home)
    assert not (tmp_path / "kept").exists()


def test_a_long_one_is_not_kept(home, monkeypatch):
    monkeypatch.setattr(module, "MOST_BYTES", 10)
    _warm(home, made="[1, 2, 3]")
    assert _warm(home) == {}


def test_new_fonts_are_read(home, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "FOLDERS", (tmp_path / "fonts",))
    (tmp_path / "fonts").mkdir()
    _warm(home, made="[1]")
    os.utime(tmp_path / "fonts", (1, 1))
    assert _warm(home) == {}


def test_a_list_goes_nowhere_else(home, tmp_path):
    with (tmp_path / "list").open("w+b") as file:
        file.write(b"../../.bashrc\nexec")
        file.flush()
        child.take_fonts(file.fileno())
    assert not home.exists()
