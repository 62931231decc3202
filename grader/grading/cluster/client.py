"""Sends jobs to a cluster, a few ahead, and writes their results; workers write nothing themselves.

Why it is so: docs/decisions/0017.
"""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from grader.errors import CallerError, GraderError, IsolationError, MachineError
from grader.execution.record_store import DONE
from grader.files.atomic import write_bytes
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.job import Job, JobResult, failures_caught, prepared
from grader.grading.pipeline import versions
from grader.grading.pool import GradingSettings
from grader.grading.retry import WorkerEnded

from .packed_assignment import packed

SECONDS = 8.0
"""Seconds that a scheduler may take to answer."""
AHEAD = 2
"""Number of jobs in flight for each thread of the cluster, so that no thread waits for the client."""
LOOK = 5.0
"""Seconds between two checks whether the scheduler still answers."""
_ADDRESS = re.compile(r"dask://([^/\s:]+|\[[0-9a-fA-F:]+\]):(\d+)/?")


def run_jobs_on_cluster(
    engine: str,
    settings: GradingSettings,
    grader: AssignmentGrader,
    jobs_by_name: Mapping[str, Job],
    ahead: int = AHEAD,
) -> Iterator[tuple[str, JobResult | WorkerEnded]]:
    """Grade every job on a cluster, and yield each result as it is ready; unchanged submissions are not sent.

    Args:
        engine: the scheduler's address, `dask://HOST:PORT`.
        settings: the settings of the graders.
        grader: the client's own grader.
        jobs_by_name: the jobs.
        ahead: jobs in flight for each thread of the cluster; 0 for one at a time in all.

    Raises:
        CallerError: no such scheduler answers, or the extra is not installed.
        IsolationError: no worker can grade as the client would.
        MachineError: the scheduler stopped answering; the same command continues where it stopped.
    """
    with _connected(address_of(engine)) as client:
        try:
            yield from _Dispatch(client, settings, grader, jobs_by_name, ahead).results()
        except GraderError:
            raise
        except Exception as error:
            if client.status == "running" and not isinstance(error, CancelledError):
                raise
            raise _gone() from error


def address_of(engine: str) -> str:
    """Return the scheduler's address as HOST:PORT.

    Raises:
        CallerError: the engine has another form.
    """
    found = _ADDRESS.fullmatch(engine)
    if found is None:
        raise CallerError("engine_unknown", engine=repr(engine))
    return f"{found[1]}:{found[2]}"


class _Dispatch:
    """Sends the jobs of one batch and collects their results."""

    def __init__(
        self,
        client: Any,
        settings: GradingSettings,
        grader: AssignmentGrader,
        jobs_by_name: Mapping[str, Job],
        ahead: int,
    ) -> None:
        from .worker import GradingPlugin, grade_on_worker

        self._client, self._grader, self._tasks, self._ahead = client, grader, jobs_by_name, ahead
        self._name = f"grader-{uuid.uuid4().hex}"
        self._plugin = GradingPlugin(packed(grader, settings.rubric, versions()))
        self._grade: Callable[[str, Job], Any] = grade_on_worker
        self._unfit: dict[str, str] = {}
        self._in_flight: dict[Any, Job] = {}
        self._numbers = count()

    def results(self) -> Iterator[tuple[str, JobResult | WorkerEnded]]:
        """Yield the name and the result of each job."""
        self._client.register_plugin(self._plugin, name=self._name)
        waiting = iter(self._tasks.items())
        try:
            while True:
                yield from self._send_pending(waiting)
                if not self._in_flight:
                    return
                for future in self._finished():
                    job = self._in_flight.pop(future)
                    result = self._result(future, job)
                    if result is not None:
                        yield job.name, result
        finally:
            self._end()

    def _send_pending(self, waiting: Iterator[tuple[str, Job]]) -> Iterator[tuple[str, JobResult | WorkerEnded]]:
        """Send as many jobs as there is room for, and yield the results of those that need no worker."""
        room = self._room()
        while len(self._in_flight) < room and (item := next(waiting, None)) is not None:
            name, job = item
            ready = _ready(self._grader, job)
            if isinstance(ready, Job):
                self._send(ready)
            else:
                yield name, ready

    def _room(self) -> int:
        workers = self._client.scheduler_info(n_workers=-1)["workers"].values()
        return max(1, self._ahead * sum(int(worker["nthreads"]) for worker in workers))

    def _send(self, job: Job) -> None:
        fit = [] if not self._unfit else [name for name in self._workers() if name not in self._unfit]
        if self._unfit and not fit:
            reasons = "; ".join(f"{worker}: {reason}" for worker, reason in self._unfit.items())
            raise IsolationError("no_worker_fits", told=reasons)
        key = f"{self._name}-{next(self._numbers)}"
        future = self._client.submit(self._grade, self._name, job, key=key, pure=False, workers=fit or None)
        self._in_flight[future] = job

    def _workers(self) -> list[str]:
        return list(self._client.scheduler_info(n_workers=-1)["workers"])

    def _finished(self) -> list[Any]:
        from distributed import wait

        while True:
            with suppress(TimeoutError):
                return list(wait(list(self._in_flight), timeout=LOOK, return_when="FIRST_COMPLETED").done)
            if self._client.status != "running":
                raise _gone()

    def _result(self, future: Any, job: Job) -> JobResult | WorkerEnded | None:
        """Return the result of a job; None where it was sent again."""
        from .worker import UnfitWorker

        try:
            made = future.result()
        except (GraderError, CancelledError):
            raise
        except Exception as error:  # it ended its workers, or could not be sent: the others go on
            return WorkerEnded(reason=f"{type(error).__name__}: {error}")
        if isinstance(made, UnfitWorker):
            self._unfit[made.worker] = made.reason
            self._send(job)
            return None
        outcome: JobResult = made.outcome
        return _written(outcome, made.files, self._tasks[job.name].out)

    def _end(self) -> None:
        with suppress(Exception):  # the scheduler may be gone; nothing that matters is there
            self._client.cancel(list(self._in_flight), force=True)
            self._client.unregister_worker_plugin(self._name)


def _ready(grader: AssignmentGrader, job: Job) -> Job | JobResult:
    """Return the job with its files, to be sent; or its result, where none has to be sent."""
    found = failures_caught(grader, job, partial(prepared, grader, job))
    return replace(found, path=Path(job.path.name)) if isinstance(found, Job) else found


def _written(outcome: JobResult, files: Mapping[str, bytes], out: Path) -> JobResult:
    """Write the files that a worker made, the note that they are complete last."""
    for name in sorted(files, key=lambda name: (name.endswith(DONE), name)):
        write_bytes(out / name, files[name])
    return outcome


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        raise CallerError("no_dask") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    scheme = "tls" if dask.config.get("distributed.comm.require-encryption", False) else "tcp"
    try:
        client = Client(f"{scheme}://{address}", timeout=SECONDS)
    except (OSError, TimeoutError, ValueError) as error:
        raise CallerError("no_scheduler", address=address, kind=type(error).__name__) from error
    try:
        yield client
    finally:
        client.close(timeout=2)


def _gone() -> MachineError:
    return MachineError("scheduler_gone")
