"""A process that can be signalled without being taken for a later one of the same number."""

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
    """A process that can be signalled: ended or interrupted."""

    pid: int

    def send(self, number: int) -> None:
        """Send a signal; one to a process that has gone is lost."""

    def close(self) -> None:
        """Let go of it."""


class DescriptorProcess:
    """A process known by a descriptor that the system keeps for just this process."""

    def __init__(self, descriptor: int) -> None:
        """Take a descriptor over.

        Raises:
            SandboxError: its process has gone already.
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
    """A child process known by its id, which no other process gets before we have waited for it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self.pid = process.pid

    def send(self, number: int) -> None:
        """Send a signal."""
        self._process.send_signal(number)

    def close(self) -> None:
        """Nothing is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedProcesses:
    """A submission's processes."""

    main: Process
    """The one that runs the notebook."""
    whole: Process
    """The one with which all of it ends."""
    root: int
    """The id of the one below which all of it lives."""


def _pid_of(descriptor: int) -> int:
    text = Path(f"/proc/self/fdinfo/{descriptor}").read_text()
    pid = next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pid:")), -1)
    if pid < 2:
        raise SandboxError("fork_ended")
    return pid
