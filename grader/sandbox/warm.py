"""Starts the warm process, which imports numpy, the kernel and nbclient once, and forks it for each submission."""

from __future__ import annotations

import json
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from grader.errors import SandboxError
from grader.model.record import IsolationLevel

from . import boot
from .fonts import font_list
from .preloading import preload_error, preload_task
from .process import DescriptorProcess, StartedProcesses

START_SECONDS = 60.0
"""Most seconds for the warm process to be ready, and for a fork to be made or reaped."""


class WarmStarter:
    """Forks the warm process, one fork at a time."""

    def __init__(
        self, level: IsolationLevel, scratch: Path, preload: Sequence[str] = (), packages: tuple[str, ...] = ()
    ) -> None:
        """Start the warm process in a slot's folder, whose sub-folders exist.

        Args:
            level: how strongly student code is held.
            scratch: the slot's folder.
            preload: modules that the rubric wants imported before the fork.
            packages: the packages that the rubric allows, by the name that is imported.

        Raises:
            RubricError: one of the modules cannot be imported so.
            SandboxError: the process does not come up.
        """
        self._scratch = scratch
        self._full = level == IsolationLevel.FULL
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(START_SECONDS)
        with font_list(level) as fonts:
            with theirs:
                number = theirs.fileno()
                told = json.dumps({"control": number, "fonts": fonts, **preload_task(level, preload, packages)})
                self._zygote = boot.start_module(level, scratch, "zygote", told, [number, fonts], packages)
            refused = self._told().get("refused")
        if refused is not None:
            self.close()
            raise preload_error(refused)

    def start(self, task: dict[str, Any], requests: int, replies: int) -> StartedProcesses:
        """Make a fork, send it its task, and return its processes.

        Args:
            task: the task of `child.walls.put_up_walls`, with `folder`, the working folder of the fork.
            requests: the end of a pipe from which it reads.
            replies: the end of a pipe to which it writes.

        Raises:
            SandboxError: the warm process has ended.
        """
        try:
            socket.send_fds(self._control, [json.dumps(task).encode()], [requests, replies])
            message, handles, _flags, _address = socket.recv_fds(self._control, 1 << 16, 2)
        except OSError as error:
            raise self._gone() from error
        if len(handles) != 2 or "started" not in json.loads(message):
            raise self._gone()
        main, whole = map(DescriptorProcess, handles)
        return StartedProcesses(main=main, whole=whole, root=whole.pid if self._full else self._zygote.pid)

    def reaped(self) -> int:
        """Wait until a killed fork and all its orphans have ended, and return its exit status as `wait` would."""
        status = int(self._told()["exit"])
        return status - 256 if status > 128 else status  # `full` passes it on as one byte

    def close(self) -> None:
        """End the warm process."""
        self._control.close()
        self._zygote.kill()
        self._zygote.wait()

    @property
    def lives(self) -> bool:
        """Return whether the warm process still runs."""
        return self._zygote.poll() is None

    def _told(self) -> dict[str, Any]:
        try:
            message = self._control.recv(1 << 16)
        except OSError as error:
            raise self._gone() from error
        if not message:
            raise self._gone()
        told: dict[str, Any] = json.loads(message)
        return told

    def _gone(self) -> SandboxError:
        """End a warm process that no longer works, so that the slot starts another, and return the error to raise."""
        self.close()
        return SandboxError("warm_silent", last=boot.last_log_line(self._scratch))
