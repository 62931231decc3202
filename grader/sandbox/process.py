"""Signals processes without ever reaching a later process of the same id."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from grader.errors import SandboxError


class Process(Protocol):
    """A process that can be signalled."""

    pid: int

    def send(self, number: int) -> None:
        """Send a signal; it has no effect when the process has ended."""

    def close(self) -> None:
        """Release what identifies the process."""


class DescriptorProcess:
    """A process identified by a descriptor (pidfd), which the system binds to this process alone."""

    def __init__(self, descriptor: int) -> None:
        """Take over a descriptor, and close it in `close`.

        Raises:
            SandboxError: its process has ended already.
        """
        self._descriptor = descriptor
        self.pid = _pid_of(descriptor)

    def send(self, number: int) -> None:
        """Send a signal."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._descriptor, number)

    def close(self) -> None:
        """Close the descriptor."""
        os.close(self._descriptor)


class ChildProcess:
    """A child process identified by its id, which no other process gets before we have waited for the child."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self.pid = process.pid

    def send(self, number: int) -> None:
        """Send a signal."""
        self._process.send_signal(number)

    def close(self) -> None:
        """Do nothing, since an id needs no release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedProcesses:
    """The processes of a submission that the grader signals."""

    main: Process
    """The process that runs the notebook."""
    whole: Process
    """The process whose end ends all others."""
    root: int
    """The id of the process that all others descend from."""


def _pid_of(descriptor: int) -> int:
    text = Path(f"/proc/self/fdinfo/{descriptor}").read_text()
    pid = next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pid:")), -1)
    if pid < 2:
        raise SandboxError("fork_ended")
    return pid
