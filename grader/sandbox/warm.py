"""The warm process, and the forks of it: numpy, the kernel and nbclient are loaded once for all submissions."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

from grader.errors import SandboxError
from grader.model.record import IsolationLevel

from . import boot
from .process import DescriptorProcess, StartedProcesses

START_SECONDS = 60.0
"""Most seconds for the warm process to be ready, and for a fork to be made or reaped."""


class WarmStarter:
    """Makes forks, one at a time."""

    def __init__(self, level: IsolationLevel, scratch: Path) -> None:
        """Start the warm process in a slot's folder that is laid out."""
        self._scratch = scratch
        self._full = level == IsolationLevel.FULL
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(START_SECONDS)
        with theirs:
            self._zygote = boot.start_module(level, scratch, "zygote", str(theirs.fileno()), [theirs.fileno()])
        self._told()

    def start(self, task: dict[str, Any], requests: int, replies: int) -> StartedProcesses:
        """Return a fork that has been told its task.

        Args:
            task: what `child.walls.shut_in` takes, and where the fork works.
            requests: the end of a pipe from which it reads.
            replies: the end of a pipe to which it writes.

        Raises:
            SandboxError: the warm process has gone.
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

    def reaped(self) -> None:
        """Wait until the system has let go of a fork that was killed, and of all that it left behind."""
        self._told()

    def close(self) -> None:
        """End the warm process."""
        self._control.close()
        self._zygote.kill()
        self._zygote.wait()

    @property
    def lives(self) -> bool:
        """Return whether it can still answer."""
        return self._zygote.poll() is None

    def _told(self) -> None:
        try:
            message = self._control.recv(1 << 16)
        except OSError as error:
            raise self._gone() from error
        if not message:
            raise self._gone()

    def _gone(self) -> SandboxError:
        """Return the error of a warm process that is no use any more; it is ended, so that the slot starts another."""
        self.close()
        return SandboxError("warm_silent", last=boot.last_log_line(self._scratch))
