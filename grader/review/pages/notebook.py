"""A hand-in's notebook as it ran: its cells, what they showed and drew."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from grader.errors import CallerError
from grader.execution.record_store import load
from grader.gradebook.book import report_of
from grader.gradebook.paths import observations_of, reports_of
from grader.gradebook.report_files import notebook_in
from grader.report.as_run import as_run

from ..rendering import page
from ..request import Page, ReviewRequest


def show(request: ReviewRequest) -> Response:
    """Show the notebook as it ran."""
    name = request.state.submission(request.path["key"])
    found = _of_report(request, name) or _of_record(request, name)
    return page(request, "notebook.html.j2", name=name, key=request.path["key"], notebook=found)


def _of_report(request: ReviewRequest, name: str) -> dict[str, Any] | None:
    """Return what the report holds of it, with the pictures that stand elsewhere in the report."""
    notebook = notebook_in(reports_of(request.folder, name))
    if notebook is None:
        return None
    content = report_of(request.folder, name).content
    drawn = {picture["cell"]: picture for one in content["questions"] for picture in one.get("pictures", ())}
    cells = [
        {**cell, **({"picture": drawn[cell["index"]]} if cell["index"] in drawn and "picture" not in cell else {})}
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def _of_record(request: ReviewRequest, name: str) -> dict[str, Any] | None:
    """Return it from the record, for a report of an earlier version; None where the hand-in was not run."""
    try:
        return as_run(load(observations_of(request.folder, name)))
    except CallerError:
        return None


PAGES = (Page(path="/hand-in/{key}/notebook", show=show),)
