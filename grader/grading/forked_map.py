"""Maps a function over many items in forks of this process, which share what it has loaded."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import warnings
from collections.abc import Callable, Sequence
from multiprocessing.pool import Pool
from typing import TypeVar

FEW = 20
"""Number of items below which one process is faster than several, since starting them takes longer."""
UNFORKABLE = {"jax", "polars", "tensorflow", "torch"}
"""Libraries whose threads a fork waits for in vain; a reference that uses one has them in this process."""
T = TypeVar("T")
R = TypeVar("R")
_work: list[Callable[..., object]] = []


def forked_map(work: Callable[[T], R], things: Sequence[T], jobs: int) -> list[R]:
    """Return the function's result for each item, in order.

    Args:
        work: the function; may be a closure, but what it returns and raises must be picklable.
        things: the items.
        jobs: number of processes; one is used except on Linux, where alone a fork is safe once numpy is loaded; and
            where a library is loaded whose threads a fork lacks.
    """
    if jobs == 1 or len(things) < FEW or sys.platform != "linux" or UNFORKABLE & sys.modules.keys():
        return list(map(work, things))
    _work[:] = [work]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of a fork beside threads: BLAS's own are made for it
        with _pool(jobs) as pool:
            found: list[R] = pool.map(_done, things, chunksize=max(1, len(things) // (8 * jobs)))  # type: ignore[arg-type]
    return found


def _pool(jobs: int) -> Pool:
    """Return a pool of processes that end on SIGTERM even before they are ready: the signal is blocked until then."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    try:
        return multiprocessing.get_context("fork").Pool(jobs, _leave_signals_to_parent)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_signals_to_parent() -> None:
    """Ignore interrupts in a fork, so that the parent alone handles them and ends its forks without their output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])


def _done(thing: object) -> object:
    return _work[0](thing)
