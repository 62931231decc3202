"""Runs probes in a fork of the submission's process; a fork that hangs or dies is replaced by a new one.

Why it is so: docs/decisions/0056.
"""

from __future__ import annotations

import mmap
import os
import select
import signal
import time
from dataclasses import dataclass, field
from os import getpid  # as it is before student code runs
from typing import Any, NoReturn

from .callbacks import Request
from .dialogue import Abandoned
from .probe import LOADING, Prober
from .progress import Progress, State
from .walls import die_with_parent
from .wire import FrameReader, frame_in

CHUNK = 1 << 16
"""Bytes read at a time: what a pipe holds. A larger buffer is asked of the system anew for each message."""
TICK = 0.5
"""Seconds between two looks at how long a worker has been answering."""


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
    """One fork, which reads requests and writes replies by the pipes of the submission's process until it is lost."""

    def __init__(self, prober: Prober, notes: FunctionNote, requests: int, replies: int) -> None:
        """Prepare a fork.

        Args:
            prober: answers requests.
            notes: knows the function that is being called.
            requests: where requests are read.
            replies: where replies are written.
        """
        self.prober = prober
        self.notes = notes
        self.progress = Progress()
        self.requests = requests
        self.replies = replies

    def answer_from(self, request: bytes) -> dict[str, Any] | None:
        """Answer a request and all that follow, in a fork, until the fork is lost.

        Returns:
            The head of the reply to the request that it was answering, which says how it was lost; None where it was
            answering none.

        Raises:
            EOFError: there are no more requests, or only a part of one was read, or of a reply written.
        """
        gone, held = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(gone)
            _serve(self.prober, Pipes(self.requests, self.replies, self.progress), request)
        os.close(held)
        try:
            lost = self._followed(pid, gone)
        finally:
            os.close(gone)
        if self.progress.state == State.ANSWERING:
            return {**lost, "nonce": self.progress.nonce}
        if self.progress.state == State.WAITING and lost["why"] != "0":
            return None
        raise EOFError

    def _followed(self, pid: int, gone: int) -> dict[str, Any]:
        """Wait until a fork ends, or answers for too long, and return how it ended.

        Args:
            pid: the fork.
            gone: the end of a pipe that closes with it.
        """
        ended, late = False, False
        while not ended and not late:
            ready, _, _ = select.select([gone], [], [], TICK)
            ended = bool(os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT))
            late = not ended and (self.progress.is_late or (bool(ready) and not _ends_soon(pid)))
        if late:
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        if late:
            return self._told("limit", "wall")
        return self._told("limit", "cpu") if code == -signal.SIGXCPU else self._told("died", str(code))

    def _told(self, kind: str, why: str) -> dict[str, Any]:
        """Return the head of a reply on a loss; it names the module if one was being loaded."""
        loading, _, function = self.notes.last().rpartition(LOADING)
        detail = {"why": why} if not loading else {"why": "loading", "module": loading}
        return {"kind": kind, "function": function, **detail}


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


@dataclass
class Pipes:
    """Reads requests and writes replies, and tells the parent how far it is."""

    requests: int
    replies: int
    progress: Progress
    reader: FrameReader = field(default_factory=FrameReader)

    def __post_init__(self) -> None:
        self.owner = getpid()

    def take(self, raw: bytes) -> Request:
        """Begin to answer a request, given its bytes."""
        head, values = frame_in(raw)
        self.progress.answers(head["nonce"], float(head["wall_seconds"]))
        return head, values

    def receive(self) -> Request | None:
        """Return the next request; None where the grader has closed its end of the pipe."""
        while (raw := self.reader.next_raw()) is None:
            chunk = os.read(self.requests, CHUNK)
            if not chunk:
                return None
            self.progress.set(State.READING)
            self.reader.feed(chunk)
        return self.take(raw)

    def send(self, frame: bytes) -> None:
        """Write a reply."""
        end_unless(self.owner)
        self.progress.set(State.WRITING)
        view = memoryview(frame)
        while view:
            view = view[os.write(self.replies, view) :]
        self.progress.set(State.WAITING)

    def exchanged(self, frame: bytes) -> Request:
        """Write a reply, and return the next request."""
        self.send(frame)
        request = self.receive()
        return os._exit(0) if request is None else request


def _serve(prober: Prober, pipes: Pipes, first: bytes) -> NoReturn:
    die_with_parent()
    prober.callbacks.exchange = pipes.exchanged
    prober.dialogue.send, prober.dialogue.receive = pipes.send, pipes.receive
    try:
        request: Request | None = pipes.take(first)
        while request is not None:
            pipes.send(whole_answer(prober, request))
            request = pipes.receive()
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
