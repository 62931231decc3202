"""Finds the isolation that this machine can give, by putting up the walls and trying to get past them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from grader.errors import IsolationError, phrase
from grader.model.record import Isolation, IsolationLevel
from grader.model.rubric import Limits

from . import boot, bubblewrap, usage
from .levels import FULL, GAPS, LIMITED, NONE, WALLS, fork_settings, process_limits_of
from .supported import refuse_unsupported
from .user import slot_user

SECONDS = 10.0
"""Most seconds that a self-test may take."""
BESIDE = {"user", "totals"}
"""Walls that only some levels and users have; a level counts as proved without them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IsolationTrial:
    """The result of trying one level."""

    level: IsolationLevel
    """`full` or `limited`."""
    held: dict[str, bool]
    """For each wall whether it held; empty when it could not be put up."""
    trouble: str
    """Why it could not be put up."""

    @property
    def proved(self) -> bool:
        """Return whether all walls of the level held."""
        return bool(self.held) and all(held for wall, held in self.held.items() if wall not in BESIDE)


@cache
def try_level(level: IsolationLevel) -> IsolationTrial:
    """Put up a level's walls in a new process, try to get past them, and return the result."""
    if level == IsolationLevel.FULL and bubblewrap.find_program() is None:
        return IsolationTrial(level=level, held={}, trouble="bubblewrap is not installed")
    user = slot_user() if level == IsolationLevel.LIMITED else None
    if user is None:
        return _try_in_process(level, None)
    with user:
        trial = _try_in_process(level, user.id)
    if trial.held:
        return trial
    without = _try_in_process(level, None)
    return replace(without, held={**without.held, "user": False})


def chosen(asked: str) -> Isolation:
    """Return the isolation to use.

    Args:
        asked: `full`, `limited` or `none` by name, or `auto` for the strongest that was proved, which is never `none`.

    Raises:
        IsolationError: `full` was asked for and cannot be proved here.
    """
    refuse_unsupported(sys.platform)
    if asked == IsolationLevel.NONE:
        return _as_held(NONE, {"totals": bool(usage.tree(os.getpid()))})
    if asked in ("auto", IsolationLevel.FULL):
        trial = try_level(IsolationLevel.FULL)
        if trial.proved:
            return FULL
        if asked == IsolationLevel.FULL:
            raise _no_full(trial)
    return _as_held(LIMITED, try_level(IsolationLevel.LIMITED).held)


def _as_held(least: Isolation, held: Mapping[str, bool]) -> Isolation:
    """Return a level's isolation with the promises of the walls that were found to hold besides."""
    walls = [words for name, words in WALLS.items() if held.get(name)]
    closed = {words for name, words in GAPS.items() if held.get(name)}
    open_ = tuple(gap for gap in least.not_enforced if gap not in closed)
    return replace(least, enforced=(*least.enforced, *walls), not_enforced=open_)


def _try_in_process(level: IsolationLevel, user: int | None) -> IsolationTrial:
    with tempfile.TemporaryDirectory(prefix="grader-selftest-") as folder:
        scratch = Path(folder).resolve()
        boot.lay_out(scratch)
        (scratch / "secret").write_text("out of reach")
        for name in ("work", "home"):
            os.chown(scratch / name, -1 if user is None else user, -1)
        task = {
            **fork_settings(level, scratch, Limits(), user=user),
            "level": level,
            "limits": process_limits_of(Limits()),
            "secret": str(scratch / "secret"),
            "outsider": os.getpid(),
        }
        return _run(level, scratch, task)


def _run(level: IsolationLevel, scratch: Path, task: dict[str, object]) -> IsolationTrial:
    """Run the self-test in a new process and read its result."""
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and text
            boot.command(level, scratch, "selftest", json.dumps(task)),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            env=boot.environment(level, scratch),
            cwd=scratch / "own",
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return IsolationTrial(level=level, held={}, trouble=type(error).__name__)
    if done.returncode == 0 and done.stdout:
        return IsolationTrial(level=level, held=json.loads(done.stdout), trouble="")
    return IsolationTrial(level=level, held={}, trouble=(done.stderr.strip().splitlines() or ["it said nothing"])[-1])


def _no_full(trial: IsolationTrial) -> IsolationError:
    broken = ", ".join(name for name, held in trial.held.items() if not held)
    return IsolationError("no_full_isolation", trouble=trial.trouble or phrase("did_not_hold", walls=broken))
