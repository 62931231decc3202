"""Where the time of one submission goes: `python -m benchmarks.phases` prints milliseconds by phase."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from grader.execution.record_store import save
from grader.execution.session import SandboxSession
from grader.gradebook.report_files import write_reports
from grader.grading.assignment_grader import AssignmentGrader
from grader.sandbox.selftest import chosen
from grader.submission.read import read_submission

from .cells import CHECKS, SETUP, solutions
from .ours import RUBRIC, unit

Phases = dict[str, list[float]]


def measured(folder: Path, students: int) -> Phases:
    """Milliseconds by the clock of each phase, for each submission but the first.

    Args:
        folder: an empty folder.
        students: how many submissions.
    """
    found: Phases = {}
    unit(folder / "class", students + 1)
    with AssignmentGrader(RUBRIC, isolation=chosen("auto")) as grader:
        grader.slot, grader.expectations  # noqa: B018 - made before the first submission
        for place in sorted((folder / "class").iterdir()):
            _graded(grader, place, folder, found)
    return {name: times[1:] for name, times in found.items()}


def _graded(grader: AssignmentGrader, place: Path, folder: Path, found: Phases) -> None:
    out = folder / "out" / place.name
    with _timed(found, "read"):
        submission = read_submission(place, grader.assignment)
    session = SandboxSession(grader.slot, grader.assignment.rubric, submission)
    with _timed(found, "fork and open"):
        session._opened()
    with _timed(found, "notebook"):
        session.run_notebook()
    with _timed(found, "end"):
        session.close()
    with _timed(found, "all of the run"):
        record = grader.run(place)
    with _timed(found, "judge, diagnose and word"):
        report = grader.judged(record).report
    with _timed(found, "write the record"):
        save(record, out / "record")
    with _timed(found, "write the reports"):
        write_reports(report, out)


@contextmanager
def _timed(found: Phases, name: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    found.setdefault(name, []).append(1000 * (time.perf_counter() - started))


def limit(turns: int = 20) -> float:
    """Milliseconds of the physical limit: a fork of a process with numpy loaded, and a plain `exec` of the cells."""
    import numpy as np

    np.linalg.svd(np.eye(3))
    code = [compile(source, "cell", "exec") for source in (SETUP, *solutions().values(), *CHECKS.values())]

    def run() -> None:
        names: dict[str, Any] = {}
        for cell in code:
            exec(cell, names)  # noqa: S102 - our own cells

    return median(_forked(run) for _ in range(turns))


def _forked(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        work()
        os._exit(0)
    os.waitpid(pid, 0)
    return 1000 * (time.perf_counter() - started)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.phases", description=__doc__)
    parser.add_argument("--students", type=int, default=18)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, times in measured(Path(folder), given.students).items():
            print(f"{name:20} {median(times):7.1f} ms")
    print(f"{'limit: fork and exec':20} {limit():7.1f} ms")


if __name__ == "__main__":
    main()
