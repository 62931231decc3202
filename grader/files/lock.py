"""Locks open files; the lock ends with the process that holds it."""

from __future__ import annotations


def lock(descriptor: int, *, wait: bool = True) -> None:
    """Lock an open file for this process alone.

    Args:
        descriptor: the descriptor of the file, opened for writing.
        wait: whether to wait while another process holds the lock.

    Raises:
        BlockingIOError: another process holds it, and `wait` is false.
    """
    import fcntl  # here: Windows has none, and is told so where a sandbox is asked for

    fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
