"""Runs probes in a fork of the submission's process; a fork that hangs or dies is replaced by a new one."""

from __future__ import annotations

import mmap
import os
import select
import signal
import socket
import time
from os import getpid  # as it is before student code runs
from typing import Any

from .callbacks import Request
from .dialogue import Abandoned
from .probe import LOADING, Prober
from .walls import die_with_parent
from .wire import FrameReader, WireError

CHUNK = 1 << 16
"""Bytes read at a time: what a pipe holds. A larger buffer is asked of the system anew for each message."""


class FunctionNote:
    """The name of the function being called, in memory that a dead worker leaves behind."""

    def __init__(self) -> None:
        self._page = mmap.mmap(-1, mmap.PAGESIZE)

    def __call__(self, name: str) -> None:
        """Store a function's name."""
        text = name.encode()[:200]
        self._page[: len(text) + 1] = text + b"\0"

    def last(self) -> str:
        """Return the name that was stored last."""
        return bytes(self._page[:201]).split(b"\0")[0].decode(errors="replace")


class Worker:
    """One fork that answers probes."""

    def __init__(self, prober: Prober, notes: FunctionNote) -> None:
        self.notes = notes
        self.reader = FrameReader()
        self.socket, theirs = socket.socketpair()
        self.pid = os.fork()
        if self.pid == 0:
            self.socket.close()
            _serve(prober, theirs)
        theirs.close()

    def ask(self, request: bytes, wall_seconds: float) -> bytes | None:
        """Return the reply frame, or None when this worker is lost.

        Args:
            request: a whole frame.
            wall_seconds: how long to wait; a backstop, since the kernel keeps the CPU limit.
        """
        deadline = time.monotonic() + wall_seconds
        try:
            self.socket.sendall(request)
            while True:
                reply = self.reader.next_raw()
                if reply is not None:
                    return reply
                left = deadline - time.monotonic()
                ready, _, _ = select.select([self.socket], [], [], max(left, 0))
                if not ready:
                    return None
                chunk = self.socket.recv(CHUNK)
                if not chunk:
                    return None
                self.reader.feed(chunk)
        except (OSError, WireError):
            return None

    def lost(self) -> dict[str, Any]:
        """Kill the fork if it still lives, and return the head of a reply that says how it ended."""
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        hung = pid == 0
        if hung and not _ends_soon(self.pid):
            os.kill(self.pid, signal.SIGKILL)
            _, status = os.waitpid(self.pid, 0)
            return self._told("limit", "wall")
        if hung:
            _, status = os.waitpid(self.pid, 0)
        self.socket.close()
        code = os.waitstatus_to_exitcode(status)
        if code == -signal.SIGXCPU:
            return self._told("limit", "cpu")
        return self._told("died", str(code))

    def _told(self, kind: str, why: str) -> dict[str, Any]:
        """Return the head of a reply on a loss; it names the module if one was being loaded."""
        loading, _, function = self.notes.last().rpartition(LOADING)
        detail = {"why": why} if not loading else {"why": "loading", "module": loading}
        return {"kind": kind, "function": function, **detail}

    def close(self) -> None:
        """Kill the fork and reap it."""
        self.socket.close()
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def _ends_soon(pid: int) -> bool:
    """Return whether a process whose pipe is closed ends within a moment, without reaping it."""
    for _ in range(20):
        if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return True
        time.sleep(0.01)
    return False


def end_unless(owner: int) -> None:
    """End this process if student code forked it and then returned into our code, where it would use our pipes."""
    if getpid() != owner:
        os._exit(1)


def _serve(prober: Prober, channel: socket.socket) -> Any:
    reader, owner = FrameReader(), getpid()

    def receive() -> Request | None:
        while (frame := reader.next()) is None:
            chunk = channel.recv(CHUNK)
            if not chunk:
                return None
            reader.feed(chunk)
        return frame

    def send(frame: bytes) -> None:
        end_unless(owner)
        channel.sendall(frame)

    def exchanged(frame: bytes) -> Request:
        send(frame)
        request = receive()
        return os._exit(0) if request is None else request

    die_with_parent()
    prober.callbacks.exchange = exchanged
    prober.dialogue.send, prober.dialogue.receive = send, receive
    try:
        while (request := receive()) is not None:
            send(whole_answer(prober, request))
    finally:
        os._exit(0)


def whole_answer(prober: Prober, request: Request) -> bytes:
    """Return the reply to a request; where a solution has left its own for another one, the reply to that.

    Args:
        prober: answers requests.
        request: the request.
    """
    while True:
        try:
            reply = prober.answer(*request)
        except Abandoned:
            reply = b""
        left = prober.dialogue.abandoned_request()
        if left is None:
            return reply
        request = left
