"""Talks to one submission's process from the grader: writes to it, reads from it, interrupts and kills it."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time

from .process import StartedProcesses
from .watchdog import Watchdog

CHUNK = 1 << 20
"""Bytes read or written at a time."""


class Fork:
    """A submission's process, with the grader's ends of its two pipes."""

    def __init__(self, started: StartedProcesses, requests: int, replies: int, watchdog: Watchdog) -> None:
        """Take over a started process and its pipes.

        Args:
            started: its processes.
            requests: where requests are written.
            replies: where replies are read.
            watchdog: looks at all of its processes together.
        """
        self.pid = started.main.pid
        self._started = started
        self._requests = requests
        self._replies = replies
        self.watchdog = watchdog
        os.set_blocking(requests, False)
        self.cpu_before_end = 0.0

    def send(self, frame: bytes, wall_seconds: float) -> bool:
        """Write a frame.

        Args:
            frame: the bytes of a whole frame.
            wall_seconds: how long the fork may take to read it.

        Returns:
            False when the fork has ended or did not read the frame in time.
        """
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
        """Return the bytes that arrived: empty when the fork has ended, None when nothing arrived in time."""
        poll = select.poll()
        poll.register(self._replies, select.POLLIN)
        if not poll.poll(max(wall_seconds, 0) * 1000):
            return None
        return os.read(self._replies, CHUNK)

    def interrupt(self) -> None:
        """Interrupt the running cell, as Ctrl-C does."""
        self._started.main.send(signal.SIGINT)

    def kill(self) -> None:
        """Kill the process and all of its process group."""
        self.watchdog.look(now=True)
        self.cpu_before_end = self.watchdog.cpu_seconds()
        with contextlib.suppress(ProcessLookupError, PermissionError):  # its own group, once it has made one
            os.killpg(self.pid, signal.SIGKILL)
        self._started.whole.send(signal.SIGKILL)

    def close(self) -> None:
        """Close the grader's ends of the pipes and what identifies the processes."""
        for descriptor in (self._requests, self._replies):
            os.close(descriptor)
        for process in {self._started.main, self._started.whole}:
            process.close()
