"""Which isolation this machine can give: decided by putting up the walls and running against them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import grader.inside
from grader.errors import IsolationError
from grader.model.record import Isolation
from grader.model.rubric import Limits

from . import bubblewrap
from .levels import FULL, LIMITED, NONE, WALLS, limits_of, places

SECONDS = 10.0
"""How long a self-test may take."""
_BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from inside.selftest import main; main(sys.argv[2])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What was tried of one level."""

    level: str
    """`full` or `limited`."""
    held: dict[str, bool]
    """For each wall whether it held; empty when it could not be put up."""
    trouble: str
    """Why it could not be put up."""

    @property
    def proved(self) -> bool:
        """Whether all of its walls held."""
        return bool(self.held) and all(self.held.values())


@cache
def tried(level: str) -> Trial:
    """Put up a level's walls in a process of its own and run against them."""
    if level == "full" and bubblewrap.found() is None:
        return Trial(level=level, held={}, trouble="bubblewrap is not installed")
    with tempfile.TemporaryDirectory(prefix="selftest-") as scratch:
        return _tried(level, Path(scratch))


def chosen(asked: str) -> Isolation:
    """The isolation to use.

    Args:
        asked: `full`, `limited` or `none` by name, or `auto` for the strongest that was proved, which is never `none`.

    Raises:
        IsolationError: `full` was asked for and cannot be proved here.
    """
    if asked == "none":
        return NONE
    if asked in ("auto", "full"):
        trial = tried("full")
        if trial.proved:
            return FULL
        if asked == "full":
            raise _no_full(trial)
    held = tried("limited").held
    walls = [wall for name, wall in WALLS.items() if held.get(name)]
    missing = tuple(gap for name, gap in (("network", "network"), ("files", "files")) if not held.get(name))
    return replace(LIMITED, enforced=(*LIMITED.enforced, *walls), not_enforced=(*missing, "totals"))


def _tried(level: str, scratch: Path) -> Trial:
    library, given, work, home = (scratch / name for name in ("lib", "given", "work", "home"))
    for folder in (given, work, home):
        folder.mkdir()
    (scratch / "secret").write_text("out of reach")
    shutil.copytree(Path(grader.inside.__file__).parent, library / "inside")
    task = {
        **places(level, scratch),
        "level": level,
        "limits": limits_of(Limits()),
        "secret": str(scratch / "secret"),
        "outsider": os.getpid(),
    }
    full = level == "full"
    inner = [sys.executable, "-I", "-c", _BOOT, bubblewrap.LIBRARY if full else str(library), json.dumps(task)]
    command = bubblewrap.command(inner, library, given, {}) if full else inner
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and text
            command, capture_output=True, text=True, timeout=SECONDS, check=False, cwd=home
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Trial(level=level, held={}, trouble=type(error).__name__)
    if done.returncode == 0 and done.stdout:
        return Trial(level=level, held=json.loads(done.stdout), trouble="")
    return Trial(level=level, held={}, trouble=(done.stderr.strip().splitlines() or ["it said nothing"])[-1])


def _no_full(trial: Trial) -> IsolationError:
    broken = ", ".join(name for name, held in trial.held.items() if not held)
    return IsolationError(
        "the isolation level `full` cannot be had here.",
        why=f"It was tried: {trial.trouble or f'{broken} did not hold'}.",
        mend="Install bubblewrap and libseccomp, allow user namespaces, or use --isolation auto.",
        key="no_full_isolation",
        facts={"trouble": trial.trouble or broken},
    )
