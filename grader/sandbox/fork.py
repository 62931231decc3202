"""One submission's process, seen from outside: frames to it and from it, its CPU time, its end."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
from pathlib import Path

from grader.errors import SandboxError

from .watchdog import Watchdog

CHUNK = 1 << 20
"""Bytes read or written at a time."""


class Fork:
    """The grader's ends of a fork's two pipes."""

    def __init__(self, main_process: int, whole: int, requests: int, replies: int, watchdog: Watchdog) -> None:
        """Watch a fork.

        Args:
            main_process: descriptor of the process that runs the notebook.
            whole: descriptor of the process with which all of it ends.
            requests: where requests are written.
            replies: where replies are read.
            watchdog: looks at all of its processes together.
        """
        self.pid = pid_of(main_process)
        self._main, self._whole = main_process, whole
        self._requests = requests
        self._replies = replies
        self.watchdog = watchdog
        os.set_blocking(requests, False)
        self.cpu_before_end = 0.0

    def send(self, frame: bytes, wall_seconds: float) -> bool:
        """Write a frame; False when the fork has gone or did not read it in time."""
        deadline = time.monotonic() + wall_seconds
        view = memoryview(frame)
        poll = select.poll()
        poll.register(self._requests, select.POLLOUT)
        while view:
            if not poll.poll(max(deadline - time.monotonic(), 0) * 1000):
                return False
            try:
                view = view[os.write(self._requests, view[:CHUNK]) :]
            except BlockingIOError:
                continue
            except BrokenPipeError:
                return False
        return True

    def receive(self, wall_seconds: float) -> bytes | None:
        """Bytes that came: empty when the fork has ended, None when nothing came in time."""
        poll = select.poll()
        poll.register(self._replies, select.POLLIN)
        if not poll.poll(max(wall_seconds, 0) * 1000):
            return None
        return os.read(self._replies, CHUNK)

    def interrupt(self) -> None:
        """Ask the running cell to stop."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._main, signal.SIGINT)

    def kill(self) -> None:
        """End it and all of its process group."""
        self.watchdog.look(now=True)
        self.cpu_before_end = self.watchdog.cpu_seconds()
        with contextlib.suppress(ProcessLookupError, PermissionError):  # its own group, once it has made one
            os.killpg(self.pid, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._whole, signal.SIGKILL)

    def close(self) -> None:
        """Close our ends of the pipes, and let go of the processes."""
        for descriptor in (self._requests, self._replies, self._main, self._whole):
            os.close(descriptor)


def pid_of(handle: int) -> int:
    """The process that a descriptor stands for, as this process knows it.

    Raises:
        SandboxError: it has gone already, or there is none.
    """
    text = Path(f"/proc/self/fdinfo/{handle}").read_text()
    pid = next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pid:")), -1)
    if pid < 2:
        raise SandboxError(
            "The sandbox's fork ended before it began.",
            why="Without its number a submission can be neither watched nor ended.",
            mend="Grade again; if it happens again, report it with the version.",
        )
    return pid
