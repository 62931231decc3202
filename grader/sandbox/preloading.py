"""Refuses modules that a rubric wants imported before student code runs, and that cannot be imported so.

Why it is so: docs/decisions/0030.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.errors import RubricError, SandboxError
from grader.model.record import IsolationLevel

from . import boot
from .packages import visible_modules
from .readable import readable

SECONDS = 60.0
"""Most seconds that importing the modules may take."""


def packages_with(preload: Sequence[str], packages: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the packages that student code may import: those that the rubric allows, and of what is imported ahead."""
    return tuple(dict.fromkeys([*packages, *(name.split(".")[0] for name in preload)]))


def preload_task(level: IsolationLevel, preload: Sequence[str], packages: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return what the child needs to import modules ahead.

    Args:
        level: how strongly student code is held; at `full` the file system itself holds only what may be read.
        preload: the modules' names.
        packages: the packages that the rubric allows.
    """
    allowed = packages_with(preload, packages)
    seen = ["/"] if level == IsolationLevel.FULL else readable(allowed)
    return {"preload": list(preload), "readable": seen, "visible": list(visible_modules(allowed)) if preload else []}


def preload_error(refused: Mapping[str, str], where: str = "assignment, preload") -> RubricError:
    """Return the error that says why a module cannot be imported ahead.

    Args:
        refused: the child's words on it, as `child.preload.refusal` returns them.
        where: the place in the rubric.
    """
    fault = refused["fault"]
    return RubricError(
        "preload_missing"
        if fault == "missing"
        else "preload_outside"
        if fault == "outside"
        else "preload_threads"
        if fault == "threads"
        else "preload_raises",
        where=where,
        module=refused["module"],
        detail=refused["detail"],
    )


def refuse_preload(level: IsolationLevel, preload: Sequence[str], where: str) -> None:
    """Try to import modules in a process that is shut in as a slot's is, and refuse those that cannot be.

    Args:
        level: how strongly student code is held.
        preload: the modules' names.
        where: the place in the rubric.

    Raises:
        RubricError: a module is not there, does not load, lies out of sight, or starts threads.
        SandboxError: the process does not answer.
    """
    if not preload:
        return
    with tempfile.TemporaryDirectory(prefix="grader-preload-") as folder:
        scratch = Path(folder).resolve()
        boot.lay_out(scratch)
        task = json.dumps(preload_task(level, preload))
        process = boot.start_module(level, scratch, "preload", task, [], packages_with(preload))
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.wait()
            raise SandboxError("warm_silent", last=boot.last_log_line(scratch)) from error
        said = boot.last_log_line(scratch)
        if process.returncode:
            raise SandboxError("warm_silent", last=said)
        refused = json.loads(said)
    if refused is not None:
        raise preload_error(refused, where)
