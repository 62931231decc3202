"""Starts a new process for each submission, where a system's libraries fail after a fork (macOS and its BLAS)."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from grader.model.record import IsolationLevel

from . import boot
from .preloading import preload_task, refuse_preload
from .process import ChildProcess, StartedProcesses


class FreshStarter:
    """Starts processes, one at a time, each of which imports everything itself."""

    lives = True

    def __init__(
        self, level: IsolationLevel, scratch: Path, preload: Sequence[str] = (), packages: tuple[str, ...] = ()
    ) -> None:
        """Use a slot's folder, whose sub-folders exist.

        Args:
            level: how strongly student code is held.
            scratch: the slot's folder.
            preload: modules that the rubric wants imported before student code runs.
            packages: the packages that the rubric allows, by the name that is imported.

        Raises:
            RubricError: one of the modules cannot be imported so.
        """
        refuse_preload(level, preload, "assignment, preload")
        self._level, self._scratch, self._preload = level, scratch, preload_task(level, preload, packages)
        self._packages = packages
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, task: dict[str, Any], requests: int, replies: int) -> StartedProcesses:
        """Start a process and return it, as `WarmStarter.start` does."""
        told = json.dumps({**self._preload, **task, "requests": requests, "replies": replies})
        self._process = boot.start_module(
            self._level, self._scratch, "fresh", told, [requests, replies], self._packages
        )
        child = ChildProcess(self._process)
        return StartedProcesses(main=child, whole=child, root=child.pid)

    def reaped(self) -> int:
        """Wait for a process that was killed, and return its exit status."""
        return 0 if self._process is None else self._process.wait()

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
