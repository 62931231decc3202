"""Finds who raised an exception in student code: the innermost function that the rubric knows."""

from __future__ import annotations

import linecache
import os
import sys
import sysconfig
from collections.abc import Callable, Collection
from pathlib import Path
from types import TracebackType
from typing import Any

from .solution import ScenarioStopped

MAX_FRAMES = 12
"""Most frames that are kept, the innermost."""
MAX_TEXT = 500
"""Most characters of an exception's text that are kept."""


def _own_folder() -> str:
    """Return the folder of this module as tracebacks show it, which is not its path where it was compiled before."""
    return str(Path(_own_folder.__code__.co_filename).parent)


_NOT_THEIRS = tuple(
    {
        str(Path(__file__).parent),
        _own_folder(),
        sys.prefix,
        sys.base_prefix,
        *sysconfig.get_paths().values(),
        "<frozen",
        "<scenario",
    }
)


def locate_error(
    called: str,
    error: BaseException,
    known: Collection[str],
    folder: str,
    place: Callable[[str], str | None] | None = None,
) -> ScenarioStopped:
    """Return the ScenarioStopped that reports an exception.

    Args:
        called: the function that the scenario called.
        error: what it raised.
        known: names of the functions and classes that the rubric knows.
        folder: the submission's working folder; paths are given relative to it.
        place: returns how a file that code was compiled from is named, such as `cell 3`; None for files without a name.
    """
    frames = _frames(error.__traceback__, folder, place or (lambda _file: None))
    inner = [frame["function"] for frame in frames if frame["function"].split(".")[0] in known]
    return ScenarioStopped(
        "not_attempted" if isinstance(error, NotImplementedError) else "raised",
        inner[-1] if inner else called,
        called=called,
        error=type(error).__name__[:80],
        base=next((kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins"), ""),
        text=_text(error),
        frames=frames,
    )


def _frames(trace: TracebackType | None, folder: str, place: Callable[[str], str | None]) -> list[dict[str, Any]]:
    frames: list[dict[str, Any]] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename.startswith(folder + os.sep) or not code.co_filename.startswith(_NOT_THEIRS):
            name = getattr(code, "co_qualname", code.co_name)
            linecache.checkcache(code.co_filename)  # in a student's own kernel files change between two checks
            line = linecache.getline(code.co_filename, trace.tb_lineno).strip()[:200]
            path = place(code.co_filename) or _relative(code.co_filename, folder)
            frames.append({"path": path, "line": trace.tb_lineno, "function": name[:120], "source": line})
        trace = trace.tb_next
    return frames[-MAX_FRAMES:]


def _relative(path: str, folder: str) -> str:
    if path.startswith(folder + os.sep):
        return path[len(folder) + 1 :].replace(os.sep, "/")[:200]
    return "notebook" if is_cell(path) else Path(path).name[:80]


def is_cell(path: str) -> bool:
    """Return whether code of this file name is a notebook's cell, as IPython, ipykernel and marimo name them."""
    return "ipykernel" in path or "ipython-input" in path or "__marimo__cell_" in path


def _text(error: BaseException) -> str:
    try:
        return str(error)[:MAX_TEXT]
    except BaseException:  # the student's own __str__ may do anything; its failure is no news
        return ""
