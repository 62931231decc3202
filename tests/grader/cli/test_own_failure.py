"""An exception of our own, in any command: exit 3, a sentence, the full text in a file of its owner's alone."""

import errno
import importlib
import json
import keyword
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli import COMMANDS, main
from grader.selfcheck import __main__ as selfcheck

ROOT = Path(__file__).parents[3]
RUBRIC = ("--rubric", str(ROOT / "rubrics/batch_normalization.toml"))
FAILS = {
    "answers": ("read_class_settings", "results", "--out", "answers.csv"),
    "audit": ("workers_of", *RUBRIC, "--json"),
    "batch": ("grade_class", "hand-ins", *RUBRIC, "--out", "results", "--json"),
    "check": ("_tool",),
    "convert": ("convert_and_prove", "otter", "a.ipynb", "--out", "made", "--json"),
    "docs": ("pages",),
    "env": ("requirements_at", RUBRIC[1], "--json"),
    "export": ("grades_of", "csv", "results", "--json"),
    "forget": ("class_locked", "results", "ann"),
    "grade": ("grade_alone", "ann.zip", *RUBRIC, "--out", "results", "--json"),
    "import": ("import_class", "canvas", "a.zip", "--out", "hand-ins", "--json"),
    "learn": ("read_book", "results", "--json"),
    "new": ("new", "linear_models"),
    "override": ("class_locked", "results", "ann", "q.c", "2", "--why", "so"),
    "regrade": ("class_locked", "results", "--json"),
    "package": ("gradescope", "gradescope", *RUBRIC, "--out", "a.zip"),
    "release": ("release", *RUBRIC, "--out", "released", "--json"),
    "review": ("read_class_settings", "results"),
    "sandbox": ("chosen", "--json"),
    "show": ("read_book", "results", "--json"),
}
"""By command: the function that is made to fail in its module, and the arguments that lead there."""


def _broken(*_arguments, **_options):
    raise ZeroDivisionError("the inside of it")


@pytest.fixture
def fail(tmp_path, monkeypatch, capsys):
    """Run a command in which a function fails; gives the exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr("sys.unraisablehook", sys.unraisablehook)

    def fail(name, *more, function=None, raising=_broken):
        broken, *arguments = FAILS[name]
        module = importlib.import_module(f"grader.cli.{name}{'_' * keyword.iskeyword(name)}")
        monkeypatch.setattr(module, function or broken, raising)
        monkeypatch.setattr(sys, "argv", ["grader", name, *arguments, *more])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code, *capsys.readouterr()

    return fail


def test_every_command_is_made_to_fail_here():
    assert set(FAILS) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_failure_of_our_own_exits_3_and_says_where_its_full_text_is(fail, name):
    code, printed, told = fail(name)
    assert (code, printed) == (3, "")
    assert "Traceback" not in told
    path = Path(re.search(r"full text, which is in (\S+)\.\n", told)[1])
    assert "ZeroDivisionError: the inside of it" in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device", "/somewhere/file"),
        shutil.Error([("a", f"b{n}", "[Errno 28] No space left on device: 'b'") for n in range(52)]),
    ],
)
def test_a_full_disk_is_one_sentence(fail, error):
    def full(*_arguments, **_options):
        raise error

    code, _, told = fail("batch", raising=full)
    assert code == 3
    assert "the disk is full." in told
    assert len(told.splitlines()) == 3


@pytest.mark.parametrize("code", [0, 1, "bye"])
def test_code_of_others_that_exits_is_a_failure_too(fail, code):
    def leave(*_arguments, **_options):
        raise SystemExit(code)

    assert fail("batch", raising=leave)[:2] == (3, "")


@pytest.mark.parametrize("words", [("docs",), ("--help",)])
def test_who_stops_reading_what_is_printed_is_told_of_no_failure(words):
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "grader", *words]
    with os.fdopen(writing, "wb") as printed:
        ran = subprocess.run(command, stdout=printed, stderr=subprocess.PIPE, check=False)
    assert (ran.returncode, ran.stderr) == (141, b"")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_tells_its_errors_in_the_language_that_is_asked_for(fail, name):
    assert "评分程序自身出错" in fail(name, "--lang", "zh")[2]


def test_a_full_text_that_cannot_be_written_is_said(fail, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    code, _, told = fail("audit")
    assert code == 3
    assert "could not be written down" in told


@pytest.mark.parametrize("words", ["had", "lost"])
def test_a_failure_of_the_self_check_itself_is_no_fault_of_the_student(tmp_path, monkeypatch, capsys, words):
    class Broken:
        def __init__(self):
            self.bundle = self
            if words == "lost":
                _broken()

        check = staticmethod(_broken)

        def words(self, key, **facts):
            return json.dumps([key, facts])

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(selfcheck, "session", Broken)
    assert selfcheck.main(["check", "--json"]) == 3
    printed, told = capsys.readouterr()
    (path,) = tmp_path.iterdir()
    assert printed == ""
    assert str(path) in told
