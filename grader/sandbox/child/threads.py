"""Counts the threads that libraries started, which a fork of this process would wait for in vain."""

from __future__ import annotations

import os
import threading

_THREADS = 17
"""Place of the number of threads in /proc/PID/stat, behind the name in brackets."""


def open_processes() -> int:
    """Return a descriptor of /proc, by which a child counts its threads once /proc is hidden; -1 without one."""
    try:
        return os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return -1


class ThreadCounter:
    """Counts this process's threads by a file that it opens before the walls are put up."""

    def __init__(self, processes: int | None = None) -> None:
        """Open the file.

        Args:
            processes: what `open_processes` returned, which is closed, since student code must not find it; opened
                unless given.
        """
        folder = open_processes() if processes is None else processes
        self._stat = -1
        try:
            self._stat = os.open("self/stat", os.O_RDONLY, dir_fd=folder)
        except OSError:
            pass
        finally:
            if folder >= 0:
                os.close(folder)

    def of_libraries(self) -> int:
        """Return the number of threads that no Python code started; 0 where the system does not tell.

        They belong to the pools of libraries such as polars and torch. A fork has none of them, but the locks and
        queues of their pools as they were, so that it hangs when it uses the library.
        """
        try:
            fields = os.pread(self._stat, 4096, 0).rpartition(b")")[2].split()
            return max(0, int(fields[_THREADS]) - threading.active_count())
        except (OSError, ValueError, IndexError):
            return 0
