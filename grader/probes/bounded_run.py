"""Runs code of the instructor's for a bounded CPU time."""

from __future__ import annotations

import gc
import signal
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

LINE_BY_LINE = 20.0
"""About how many times as long code without numpy takes where each line is looked at."""


class OverTimeError(BaseException):  # scenarios catch what the reference raises
    """Code used more CPU time than it was given."""


def slower() -> float:
    """Return about how many times as long bounded code takes here: lines are looked at outside the main thread."""
    return 1.0 if threading.current_thread() is threading.main_thread() else LINE_BY_LINE


@contextmanager
def at_most(cpu_seconds: float) -> Iterator[None]:
    """Break Python code off that uses more CPU time, while the context lasts.

    Args:
        cpu_seconds: the time.

    Raises:
        OverTimeError: the time is over.
    """
    in_main = threading.current_thread() is threading.main_thread()
    with uncollected(), _by_signal(cpu_seconds) if in_main else _line_by_line(cpu_seconds):
        yield


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be collected meanwhile: its callbacks would meet the end of a time, and the search takes some."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _by_signal(cpu_seconds: float) -> Iterator[None]:
    before, trace, told = signal.signal(signal.SIGVTALRM, _break_off), sys.gettrace(), sys.unraisablehook
    sys.unraisablehook = lambda lost: _raise_beyond(sys._getframe(1)) if lost.exc_type is OverTimeError else told(lost)
    signal.setitimer(signal.ITIMER_VIRTUAL, cpu_seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        sys.settrace(trace)
        sys.unraisablehook = told


@contextmanager
def _line_by_line(cpu_seconds: float) -> Iterator[None]:
    """Look at the clock at each line, since signals reach the main thread alone; slower."""
    until, before = time.thread_time() + cpu_seconds, sys.gettrace()

    def look(frame: FrameType, _event: str, _arg: Any) -> Any:
        if time.thread_time() > until and _beyond_cleaning(frame) is frame:
            raise OverTimeError
        return look

    sys.settrace(look)
    try:
        yield
    finally:
        sys.settrace(before)


def _break_off(_number: int, frame: FrameType | None) -> None:
    """Raise; where Python frees an object what is raised is lost, so raise at the next line of the code beyond."""
    if frame is None or _beyond_cleaning(frame) is frame:
        raise OverTimeError
    _raise_beyond(frame)


def _raise_beyond(frame: FrameType) -> None:
    """Raise at the next line of the code that a finalizer interrupted, or a callback in which a raise was lost."""
    beyond = _beyond_cleaning(frame)
    if beyond is None:
        raise OverTimeError
    beyond.f_trace = _raise
    sys.settrace(_look_at_no_other)


def _beyond_cleaning(frame: FrameType | None) -> FrameType | None:
    """Return the frame whose code was interrupted by the outermost finalizer, or the frame itself where none runs."""
    found = frame
    while frame is not None:
        if frame.f_code.co_name == "__del__" or frame.f_code.co_filename == weakref.__file__:
            found = frame.f_back
        frame = frame.f_back
    return found


def _raise(_frame: FrameType, _event: str, _arg: Any) -> Any:
    raise OverTimeError


def _look_at_no_other(_frame: FrameType, _event: str, _arg: Any) -> None:
    return None
