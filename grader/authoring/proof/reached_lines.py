"""Records which lines of a reference run, by Python's own tracing."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


@contextmanager
def lines_run(files: Collection[str]) -> Iterator[set[tuple[str, int]]]:
    """Fill a set with the lines of some files that run in this thread while the context lasts, as (file, line).

    Args:
        files: the files' paths, as their code objects name them.
    """
    found: set[tuple[str, int]] = set()
    wanted, before = frozenset(files), sys.gettrace()

    def look(frame: FrameType, _event: str, _arg: Any) -> Any:
        if frame.f_code.co_filename not in wanted:
            return None
        found.add((frame.f_code.co_filename, frame.f_lineno))
        return look

    sys.settrace(look)
    try:
        yield found
    finally:
        sys.settrace(before)
