"""Counts the threads that libraries started, which a fork of this process would wait for in vain."""

from __future__ import annotations

import os
import threading

_OWN = "/proc/self/task"


def threads_of_libraries() -> int:
    """Return the number of this process's threads that no Python code started; 0 where the system does not tell.

    They belong to the pools of libraries such as polars and torch. A fork has none of them, but the locks and queues of
    their pools as they were, so that it hangs when it uses the library.
    """
    try:
        return max(0, len(os.listdir(_OWN)) - threading.active_count())
    except OSError:
        return 0
