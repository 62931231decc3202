"""Says how far a worker is with its requests, in memory that a dead worker leaves behind."""

from __future__ import annotations

import mmap
import struct
from enum import IntEnum
from time import monotonic  # as it is before student code runs

_NONCE = 64
"""Most bytes of a nonce that are stored."""
_RECORD = struct.Struct(f"!Bd{_NONCE}s")


class State(IntEnum):
    """What a worker is doing."""

    WAITING = 0
    """It has answered all that it read."""
    READING = 1
    """It has read a part of a request."""
    ANSWERING = 2
    """It has read a request and not begun to write its reply."""
    WRITING = 3
    """It has written a part of a reply."""


class Progress:
    """The state of a worker, and which request it answers until when; set by the worker, read by its parent."""

    def __init__(self) -> None:
        self._page = mmap.mmap(-1, mmap.PAGESIZE)

    def set(self, state: State) -> None:
        """Store what the worker does now."""
        self._page[0] = state

    def answers(self, nonce: str, wall_seconds: float) -> None:
        """Store that a request is being answered.

        Args:
            nonce: the request's own.
            wall_seconds: how long that may take.
        """
        _RECORD.pack_into(self._page, 0, State.ANSWERING, monotonic() + wall_seconds, nonce.encode()[:_NONCE])

    @property
    def state(self) -> int:
        """Return what the worker does, or did when it ended."""
        return self._page[0]

    @property
    def nonce(self) -> str:
        """Return the nonce of the request that is answered."""
        _, _, nonce = _RECORD.unpack_from(self._page)
        return bytes(nonce).rstrip(b"\0").decode(errors="replace")

    @property
    def is_late(self) -> bool:
        """Return whether a request is answered for longer than it may take."""
        state, until, _ = _RECORD.unpack_from(self._page)
        return bool(state == State.ANSWERING and monotonic() > until)
