"""Results of an earlier run that still hold, so that nothing is run or judged twice."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from grader.errors import CallerError, OutputError
from grader.execution.record_store import finished
from grader.model.decision import Decision
from grader.model.record import Done

from .assignment_grader import Desk
from .report_files import has_pages, write_pages


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
