"""Does the same work on many things, in forks of this process that share what it has loaded."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import warnings
from collections.abc import Callable, Sequence
from multiprocessing.pool import Pool
from typing import TypeVar

FEW = 20
"""Below this number one process is quicker than several: starting them costs more than they save."""
T = TypeVar("T")
R = TypeVar("R")
_work: list[Callable[..., object]] = []


def forked_map(work: Callable[[T], R], things: Sequence[T], jobs: int) -> list[R]:
    """Return the work's result for each thing, in order.

    Args:
        work: may be a closure; what it gives and raises must be picklable.
        things: what it is done on.
        jobs: how many processes; only Linux forks safely what numpy has loaded, so it is one elsewhere.
    """
    if jobs == 1 or len(things) < FEW or sys.platform != "linux":
        return list(map(work, things))
    _work[:] = [work]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of a fork beside threads: BLAS's own are made for it
        with _pool(jobs) as pool:
            found: list[R] = pool.map(_done, things, chunksize=max(1, len(things) // (8 * jobs)))  # type: ignore[arg-type]
    return found


def _pool(jobs: int) -> Pool:
    """Processes that end when told to, even before they are ready: until then the signal waits for them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    try:
        return multiprocessing.get_context("fork").Pool(jobs, _leave_signals_to_parent)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_signals_to_parent() -> None:
    """Leave signals to the process that forked: it is interrupted, and ends its forks, which then say nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])


def _done(thing: object) -> object:
    return _work[0](thing)
