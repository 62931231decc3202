"""What an earlier batch left: results that still hold, and a folder that only one batch may write to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from grader.desk import Desk
from grader.errors import CallerError, OutputError
from grader.gradebook.about import read_about
from grader.model.decision import Decision
from grader.model.record import Done
from grader.output import has_pages, unwritable, write_pages
from grader.run.store import finished


def kept(
    desk: Desk, done: Done, reports: Path, observations: Path, decisions: Sequence[Decision] = ()
) -> dict[str, Any] | None:
    """The report of a submission that need not be run: as it lies there, or judged again; None where it must be run.

    Raises:
        OutputError: a new report cannot be written.
    """
    before = finished(observations)
    if before is None or before.run != done.run:
        return None
    try:
        if before.report == done.report:
            found: dict[str, Any] = json.loads((reports / "report.json").read_text(encoding="utf-8"))
            if not has_pages(reports):
                write_pages(found, reports)
            return found
    except (OSError, ValueError):  # somebody took it away, or changed it: it is made again
        pass
    try:
        report = desk.judge_again(observations, reports, decisions)
    except OutputError:
        raise
    except CallerError:  # the record cannot be read
        return None
    desk.note(done, observations)
    return report


@contextmanager
def class_held(folder: Path) -> Iterator[None]:
    """Keep the results of a class that was graded to oneself.

    Raises:
        CallerError: no class was graded there, or another batch writes there.
        OutputError: it cannot be written.
    """
    read_about(folder)  # so that nothing is made where there is no class
    with held(folder):
        yield


@contextmanager
def held(out: Path, *, new: bool = False) -> Iterator[None]:
    """Keep a folder of results to oneself.

    Args:
        out: the folder.
        new: whether it is made where there is none.

    Raises:
        CallerError: another batch writes there.
        OutputError: it cannot be written.
    """
    import fcntl  # Windows has none, and is told so elsewhere

    try:
        if new:
            out.mkdir(parents=True, exist_ok=True)
        lock = (out / ".lock").open("w")
    except OSError as error:
        raise unwritable(out, error) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CallerError(
                "another batch is writing there.",
                why="Two at once would mix their results.",
                mend="Wait until it has ended, or choose another --out.",
                where=str(out),
                key="batch_running",
            ) from error
        yield
