"""How bubblewrap is called, and what is said of the one that is here."""

import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from grader.cli.terminal import print_sandbox
from grader.sandbox import bubblewrap

MAKES = {
    "--ro-bind": 2,
    "--ro-bind-try": 2,
    "--bind": 2,
    "--symlink": 2,
    "--dir": 1,
    "--tmpfs": 1,
    "--proc": 1,
    "--dev": 1,
}
"""Options that make a path inside, with the place of that path behind them."""


def _made(words):
    return [PurePosixPath(words[place + MAKES[word]]) for place, word in enumerate(words) if word in MAKES]


def test_no_path_is_made_below_a_folder_that_holds_what_a_student_gave(tmp_path):
    given, library = tmp_path / "given", tmp_path / "lib"
    words = bubblewrap.command(["true"], library, given, {"HOME": "/slot/home"})
    made = _made(words)
    assert PurePosixPath(bubblewrap.GIVEN) in made
    for filled in (bubblewrap.GIVEN, bubblewrap.WORK, bubblewrap.HOME):
        assert not [path for path in made if PurePosixPath(filled) in path.parents]
    sources = [words[place + 1] for place, word in enumerate(words) if "bind" in word]
    assert [source for source in sources if Path(source).is_relative_to(tmp_path)] == [str(library), str(given)]


@pytest.mark.parametrize(
    ("said", "version"), [("bubblewrap 0.8.0\n", (0, 8, 0)), ("bubblewrap 0.12.1", (0, 12, 1)), ("none", ())]
)
def test_the_version_is_read(monkeypatch, said, version):
    done = subprocess.CompletedProcess([], 0, stdout=said)
    monkeypatch.setattr(bubblewrap, "find_program", lambda: "bwrap")
    monkeypatch.setattr(bubblewrap.subprocess, "run", lambda *_, **__: done)
    assert bubblewrap.version() == version


def test_without_bubblewrap_there_is_no_version(monkeypatch):
    monkeypatch.setattr(bubblewrap, "find_program", lambda: None)
    assert bubblewrap.version() == ()


def test_a_profile_is_needed_where_apparmor_restricts_and_none_is_there(tmp_path, monkeypatch):
    monkeypatch.setattr(bubblewrap, "RESTRICTED", tmp_path / "restricted")
    monkeypatch.setattr(bubblewrap, "APPARMOR", tmp_path)
    assert not bubblewrap.needs_profile()
    (tmp_path / "restricted").write_text("1\n")
    assert bubblewrap.needs_profile()
    (tmp_path / "bwrap-userns-restrict").touch()
    assert bubblewrap.needs_profile()
    (tmp_path / "bwrap").touch()
    assert not bubblewrap.needs_profile()
    (tmp_path / "restricted").write_text("0\n")
    (tmp_path / "bwrap").unlink()
    assert not bubblewrap.needs_profile()


def _printed(capsys, version, needs_profile=False, level="limited"):
    found = {"level": level, "tried": [], "bubblewrap": version, "needs_profile": needs_profile}
    print_sandbox(found, "en")
    return " ".join(capsys.readouterr().out.split())


def test_of_an_old_one_that_is_said_which_concerns_us(capsys):
    assert "CVE-2026-87766" in _printed(capsys, "0.8.0")
    assert "CVE" not in _printed(capsys, "0.12.0")
    assert "bubblewrap" not in _printed(capsys, "")


def test_the_profile_is_named_where_it_is_missing(capsys):
    assert "/etc/apparmor.d/bwrap" in _printed(capsys, "0.12.0", needs_profile=True)
    assert "apparmor" not in _printed(capsys, "0.12.0", needs_profile=True, level="full")


def test_what_is_covered_is_empty_and_cannot_be_written_to(tmp_path, monkeypatch):
    other = tmp_path / "python/site-packages"
    (other / "solution").mkdir(parents=True)
    paths, _ = bubblewrap.covered()
    open_, covered = (*paths, str(other.parent)), (str(other),)
    monkeypatch.setattr(bubblewrap, "covered", lambda packages=(): (open_, covered))
    for name in ("lib", "given"):
        (tmp_path / name).mkdir()
    look = f"import os; print(os.listdir({str(other)!r})); open({str(other / 'note')!r}, 'w')"
    words = bubblewrap.command([sys.executable, "-c", look], tmp_path / "lib", tmp_path / "given", {})
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if "Traceback" not in done.stderr:
        pytest.skip("bubblewrap does not run here")
    assert done.stdout == "[]\n"
    assert "Read-only file system" in done.stderr
