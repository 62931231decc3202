"""Runs several graders of one assignment in parallel, each in a process and with a slot of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.retry import WorkerEnded
from grader.model.record import Isolation
from grader.model.submission import Audience

MEMORY_MIB = 500
"""Memory that is reserved for a grader with its slot, in MiB."""
ENDING_SECONDS = 5.0
"""Seconds that a worker may take to close its slot."""

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
    isolation: Isolation
    """The isolation of student code."""

    def grader(self) -> AssignmentGrader:
        """Return a grader with these settings."""
        return AssignmentGrader(self.rubric, self.audience, self.language, isolation=self.isolation)


def run_jobs(jobs: int, settings: GradingSettings, work: Work, tasks: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Do every task, several at a time, and yield each result as it is ready.

    Args:
        jobs: number of workers.
        settings: the settings of the graders.
        work: the function that does a task with a grader.
        tasks: the tasks, by name.

    Yields:
        Each name with its result, or with `WorkerEnded` where a worker ended.
    """
    workers = [_PoolWorker(settings, work) for _ in range(min(jobs, len(tasks)))]
    try:
        yield from _results_of(workers, list(tasks.items()))
    finally:
        for worker in workers:
            worker.end()


def jobs_allowed() -> int:
    """Return the number of graders that this machine has processors and memory for."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(processors, _processors_granted(processors), _memory_allows(processors)))


class _PoolWorker:
    """One worker process, and the pipe to it."""

    def __init__(self, settings: GradingSettings, work: Work) -> None:
        self._made_of = (settings, work)
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work_through, args=(theirs, *self._made_of), daemon=False)
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
            self.name = ""
            return found
        except (EOFError, OSError):
            self.end()
            self._start()
            return WorkerEnded(reason="the process that graded it ended")

    def end(self) -> None:
        """End the process, after it has closed its slot; an idle one ends by itself."""
        self.pipe.close()
        if self.name:
            self._process.terminate()
        self._process.join(ENDING_SECONDS)
        self._process.kill()
        self._process.join()


def _results_of(workers: list[_PoolWorker], tasks: list[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    waiting = list(reversed(tasks))
    busy: dict[Any, _PoolWorker] = {}
    free = list(workers)
    while waiting or busy:
        while waiting and free:
            worker = free.pop()
            worker.give(*waiting.pop())
            busy[worker.pipe] = worker
        for pipe in wait(list(busy)):
            worker = busy.pop(pipe)
            name, result = worker.name, worker.result()
            free.append(worker)
            yield name, result


def _work_through(pipe: Connection[Any, Any], settings: GradingSettings, work: Work) -> None:
    """Do tasks one by one, until the pipe is closed or the process is terminated."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, and ends its workers
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with suppress(EOFError, OSError), settings.grader() as grader:
        while True:
            pipe.send(work(grader, pipe.recv()))


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
