"""The command line in this process, as `python -m grader` runs it."""

import contextlib
import io
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.cli import main
from grader.sandbox.selftest import try_level

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Ran:
    """What a command gave."""

    returncode: int
    stdout: str
    stderr: str


def _run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    ended = signal.getsignal(signal.SIGTERM)
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.chdir(ROOT)
        patch.setattr("sys.argv", ["grader", *map(str, arguments)])
        patch.setattr("sys.unraisablehook", sys.unraisablehook)
        try:
            with pytest.raises(SystemExit) as caught:
                main()
        finally:
            signal.signal(signal.SIGTERM, ended)
    return Ran(caught.value.code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="session")
def grader():
    """Run a command in the project's folder; gives its exit code and what it printed."""
    return _run


@pytest.fixture
def no_bubblewrap(monkeypatch):
    """A machine on which bubblewrap cannot be found."""
    monkeypatch.setattr("grader.sandbox.bubblewrap.find_program", lambda: None)
    monkeypatch.setattr("grader.sandbox.selftest.try_level", try_level.__wrapped__)
