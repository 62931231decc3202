"""Runs code of the instructor's for a bounded CPU time."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


class OverTimeError(BaseException):  # scenarios catch what the reference raises
    """Code used more CPU time than it was given."""


@contextmanager
def at_most(cpu_seconds: float) -> Iterator[None]:
    """Break Python code off that uses more CPU time, while the context lasts.

    Args:
        cpu_seconds: the time.

    Raises:
        OverTimeError: the time is over.
    """
    in_main = threading.current_thread() is threading.main_thread()
    with _by_signal(cpu_seconds) if in_main else _line_by_line(cpu_seconds):
        yield


@contextmanager
def _by_signal(cpu_seconds: float) -> Iterator[None]:
    before = signal.signal(signal.SIGVTALRM, _break_off)
    signal.setitimer(signal.ITIMER_VIRTUAL, cpu_seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def _line_by_line(cpu_seconds: float) -> Iterator[None]:
    """Look at the clock at each line, since signals reach the main thread alone; slower."""
    until, before = time.thread_time() + cpu_seconds, sys.gettrace()

    def look(_frame: FrameType, _event: str, _arg: Any) -> Any:
        if time.thread_time() > until:
            raise OverTimeError
        return look

    sys.settrace(look)
    try:
        yield
    finally:
        sys.settrace(before)


def _break_off(_number: int, _frame: FrameType | None) -> None:
    raise OverTimeError
