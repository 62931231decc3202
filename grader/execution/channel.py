"""Sends requests to one fork and reads the records that answer the last of them."""

from __future__ import annotations

import secrets
import time
from enum import Enum
from typing import Any

from grader.model.observation import LimitReason
from grader.sandbox.child.wire import MAX_ARRAYS, MAX_JSON, FrameReader, WireError, pack
from grader.sandbox.fork import Fork
from grader.sandbox.watchdog import INTERVAL

Reply = tuple[dict[str, Any], Any]


class ChannelEnd(Enum):
    """The reason why no answer came; each value is the reason in the failure that is recorded."""

    LATE = LimitReason.WALL.value
    GONE = ""
    BROKEN = "broken"
    CPU = LimitReason.CPU.value
    MEMORY = LimitReason.MEMORY.value
    PROCESSES = LimitReason.PROCESSES.value
    DISK = LimitReason.DISK.value
    REPLIES = LimitReason.REPLIES.value
    HAND_IN_WALL = LimitReason.HAND_IN_WALL.value


class Channel:
    """A fork's two pipes; records without the last request's nonce, being old or invented, are dropped."""

    def __init__(self, fork: Fork) -> None:
        self.fork = fork
        self._reader = FrameReader()
        self._nonce = ""
        self.reply_bytes = 0
        """Size of the record that was returned last."""

    def send(self, head: dict[str, Any], values: Any, wall_seconds: float) -> bool:
        """Send a request under a new nonce.

        Args:
            head: the request, as plain JSON.
            values: arrays and plain values that go with it.
            wall_seconds: how long the fork may take to read it.

        Returns:
            False when the fork has ended or did not read the request in time.
        """
        self._nonce = secrets.token_hex(8)
        return self.fork.send(pack({**head, "nonce": self._nonce}, values), wall_seconds)

    def next(self, wall_seconds: float, room_bytes: int = MAX_ARRAYS) -> Reply | ChannelEnd:
        """Return the next record of the last request.

        Args:
            wall_seconds: how long to wait for the whole record, also when parts of it arrive meanwhile.
            room_bytes: how large it may be, beside its head.
        """
        deadline = time.monotonic() + wall_seconds
        try:
            while True:
                held = len(self._reader.buffer)
                while (frame := self._reader.next()) is not None:
                    self.reply_bytes, held = held - len(self._reader.buffer), len(self._reader.buffer)
                    if frame[0].get("nonce") == self._nonce:
                        return frame
                if held > room_bytes + MAX_JSON:
                    return ChannelEnd.REPLIES
                over = self.fork.watchdog.look()
                if over is not None:
                    return ChannelEnd(over.value)
                left = deadline - time.monotonic()
                if left <= 0:
                    return ChannelEnd.LATE
                chunk = self.fork.receive(min(left, INTERVAL))
                if chunk == b"":
                    return self._why_gone()
                self._reader.feed(chunk or b"")
        except WireError:
            return ChannelEnd.BROKEN

    def _why_gone(self) -> ChannelEnd:
        over = self.fork.watchdog.look(now=True)
        return ChannelEnd.GONE if over is None else ChannelEnd(over.value)
