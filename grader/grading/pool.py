"""Runs graders of one assignment in parallel, each in a process and with a slot of its own, and replaces lost ones.

Why it is so: docs/decisions/0032.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.retry import WorkerEnded
from grader.grading.watch import NOTE_BYTES, Note, judging
from grader.model.record import Isolation
from grader.model.submission import Audience
from grader.sandbox.scratch import remove_left_by

MEMORY_MIB = 500
"""Memory that is reserved for a grader with its slot, in MiB."""
ENDING_SECONDS = 5.0
"""Seconds that a worker may take to close its slot."""
FORKS = sys.platform == "linux"
"""Whether a worker is a fork of this process: on Linux alone that is safe once numpy is loaded."""

UNFORKABLE = {"jax", "polars", "tensorflow", "torch"}
"""Libraries whose threads a fork waits for in vain; a reference that uses one has them in this process."""
PR_SET_PDEATHSIG = 1
"""Source: Linux, include/uapi/linux/prctl.h."""

Work = Callable[[AssignmentGrader, Any], Any]
"""Function that is called with a grader and a task; at the top of a module, so that a new process finds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradingSettings:
    """The settings of a grader."""

    rubric: Path
    """The rubric's file."""
    audience: Audience
    """The audience of the reports, `student` or `staff`."""
    language: str
    """The language of the reports."""
    isolation: Isolation | None
    """The isolation of student code; None where none runs."""

    def grader(self) -> AssignmentGrader:
        """Return a grader with these settings."""
        return AssignmentGrader(self.rubric, self.audience, self.language, isolation=self.isolation)


def run_jobs(
    jobs: int, settings: GradingSettings, work: Work, tasks: Mapping[str, Any], grader: AssignmentGrader | None = None
) -> Iterator[tuple[str, Any]]:
    """Do every task in other processes, several at a time, and yield each result as it is ready.

    Args:
        jobs: number of workers.
        settings: the settings of the graders.
        work: the function that does a task with a grader.
        tasks: the tasks, by name.
        grader: a grader with these settings and without a slot; where a fork is safe, workers are forks that have it.

    Yields:
        Each name with its result, or with `WorkerEnded` where a worker was stopped or ended.

    Raises:
        Exception: what the function raises.
    """
    workers: list[_PoolWorker] = []
    try:
        for _ in range(min(jobs, len(tasks))):
            workers.append(_PoolWorker(settings, work, grader, workers))
        yield from _results_of(workers, tasks)
    finally:
        for worker in workers:
            worker.end()


def may_fork() -> bool:
    """Return whether a worker may be a fork of this process, which has all that this one has."""
    return FORKS and not UNFORKABLE & sys.modules.keys()


def jobs_allowed() -> int:
    """Return the number of graders that this machine has processors and memory for."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(processors, _processors_granted(processors), _memory_allows(processors)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Raised:
    """What a task raised."""

    error: BaseException


class _PoolWorker:
    """One worker process, and the pipe to it; the note is memory that both have."""

    def __init__(
        self, settings: GradingSettings, work: Work, grader: AssignmentGrader | None, others: list[_PoolWorker]
    ) -> None:
        self._settings, self._work, self._others = settings, work, others
        self._grader = grader if may_fork() else None
        self._context: Any = multiprocessing.get_context("fork" if self._grader is not None else "spawn")
        self._note: Any = self._context.RawArray("c", NOTE_BYTES)
        self._start()

    def _start(self) -> None:
        self.pipe, theirs = self._context.Pipe()
        inherited = [self.pipe, *(worker.pipe for worker in self._others)] if self._grader is not None else []
        made_of = (theirs, self._settings, self._work, self._note, self._grader, inherited)
        self._process = self._context.Process(target=_work_through, args=made_of, daemon=False)
        self._note.value = b""
        with _quiet_fork():
            self._process.start()
        theirs.close()
        self.name = ""

    def give(self, name: str, task: Any) -> None:
        """Send a task to the process."""
        self.name = name
        self.pipe.send(task)

    def result(self) -> Any:
        """Return the result of the task; a process that has ended is replaced."""
        try:
            found = self.pipe.recv()
        except (EOFError, OSError):
            self.end()
            ended = self._ended()
            if self._grader is not None:
                _ = self._grader.expectations  # so that no later worker computes them again
            self._start()
            return ended
        self.name = ""
        if isinstance(found, _Raised):
            raise found.error
        return found

    def end(self) -> None:
        """End the process, after it has closed its slot; an idle one ends by itself."""
        self.pipe.close()
        if self.name:
            self._process.terminate()
        self._process.join(ENDING_SECONDS)
        self._process.kill()
        self._process.join()
        remove_left_by(self._process.pid)

    def _ended(self) -> WorkerEnded:
        """Return how the process ended: the timer of a limit, or something else."""
        over = self._process.exitcode == -signal.SIGPROF
        reason = "the process that graded it went over its CPU time" if over else "the process that graded it ended"
        return WorkerEnded(reason=reason, judging=judging(self._note), over=over)


@contextmanager
def _quiet_fork() -> Iterator[None]:
    """Start a process that ends on SIGTERM also before it is ready: the signal is blocked until then."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of a fork beside threads: BLAS's are made for it
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _results_of(workers: list[_PoolWorker], tasks: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    waiting = iter(tasks.items())
    busy: dict[Any, _PoolWorker] = {}
    free = list(workers)
    while True:
        while free and (task := next(waiting, None)) is not None:
            worker = free.pop()
            worker.give(*task)
            busy[worker.pipe] = worker
        if not busy:
            return
        for pipe in wait(list(busy)):
            worker = busy.pop(pipe)
            name, result = worker.name, worker.result()
            free.append(worker)
            yield name, result


def _work_through(
    pipe: Connection[Any, Any],
    settings: GradingSettings,
    work: Work,
    note: Note,
    grader: AssignmentGrader | None,
    inherited: list[Connection[Any, Any]],
) -> None:
    """Do tasks one by one, until the pipe is closed or the process is terminated."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, and ends its workers
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    _end_with_parent()
    gc.freeze()  # what a fork shares with its parent would be copied if it were looked through
    for number in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)  # a limit ends this process, whatever code it is in
    for theirs in inherited:
        theirs.close()
    with suppress(EOFError, OSError), grader or settings.grader() as own:
        own.watched_by = note
        while True:
            pipe.send(_done(work, own, pipe.recv(), note))


def _done(work: Work, grader: AssignmentGrader, task: Any, note: Note) -> Any:
    """Do a task and return its result, or how it failed."""
    try:
        return work(grader, task)
    except MemoryError:
        return WorkerEnded(reason="it took too much memory", judging=judging(note), over=True)
    except (Exception, SystemExit) as error:
        error.add_note("".join(traceback.format_exception(error)))
        return _Raised(error=error if _is_portable(error) else RuntimeError(*error.__notes__))


def _is_portable(error: BaseException) -> bool:
    """Return whether an exception can be sent to another process."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own, and an instructor's class may refuse it in any way
    except Exception:
        return False
    return True


def _end_with_parent() -> None:
    """Ask the system to terminate this process when its parent ends, so that it holds no lock any longer."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _processors_granted(processors: int) -> int:
    """Return the number of processors that the control group grants, rounded up."""
    for limit, period in (("cpu.max", ""), ("cpu/cpu.cfs_quota_us", "cpu/cpu.cfs_period_us")):
        try:
            root = Path("/sys/fs/cgroup")
            words = (root / limit).read_text().split() + ((root / period).read_text().split() if period else [])
            if words[0].isdigit():
                return -(-int(words[0]) // int(words[1]))
        except (OSError, IndexError, ValueError):
            continue
    return processors


def _memory_allows(processors: int) -> int:
    """Return the number of graders that fit into the free memory."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return processors
    free = next((int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")), None)
    return processors if free is None else free // 1024 // MEMORY_MIB
