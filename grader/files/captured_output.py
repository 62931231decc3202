"""Keeps what an instructor's code prints from the terminal, where students could read it and JSON would be spoiled."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast

MOST_BYTES = 4000
"""Largest number of bytes that are kept of what is printed; the rest is discarded as it comes."""


@dataclass(eq=False)
class CapturedOutput:
    """The beginning of what was printed."""

    _sink: _Beginning = field(default_factory=lambda: _Beginning())

    @property
    def text(self) -> str:
        """Return what was printed, without blanks around it; with `...` at its end where more was printed."""
        told = self._sink.kept.decode("utf-8", "replace").strip()
        return f"{told} ..." if self._sink.is_full else told


class _Beginning(io.BufferedIOBase):
    """A file that keeps the first bytes that are written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = b""
        self.is_full = False

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        """Keep the bytes as far as there is room, and return the number of all."""
        raw = bytes(content)
        room = MOST_BYTES - len(self.kept)
        self.kept += raw[:room]
        self.is_full |= len(raw) > room
        return len(raw)


@contextlib.contextmanager
def captured_output() -> Iterator[CapturedOutput]:
    """Keep everything that is printed while the context lasts, also by programs that it starts, from the terminal.

    What Python code prints is kept up to `MOST_BYTES`; what goes around `sys.stdout` and `sys.stderr` is discarded.
    """
    found = CapturedOutput()
    file = io.TextIOWrapper(
        cast(BinaryIO, found._sink), encoding="utf-8", errors="backslashreplace", write_through=True
    )
    with _descriptors_discarded(), contextlib.redirect_stdout(file), contextlib.redirect_stderr(file):
        yield found


@contextlib.contextmanager
def _descriptors_discarded() -> Iterator[None]:
    """Send what is written to the descriptors 1 and 2 nowhere."""
    _flush()
    kept: dict[int, int] = {}
    try:
        with contextlib.suppress(OSError):  # a process may have none of them
            for number in (1, 2):
                kept[number] = os.dup(number)
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, number)
                os.close(nowhere)
        yield
    finally:
        _flush()
        for number, own in kept.items():
            os.dup2(own, number)
            os.close(own)


def _flush() -> None:
    for file in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            file.flush()  # type: ignore[union-attr]  # there may be none
