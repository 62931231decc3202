"""The hand-ins that an address selects, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from starlette.responses import Response

from grader.gradebook.rows import Row

from ..class_state import ClassState, key_of
from ..rendering import page
from ..request import Page, ReviewRequest
from ..selection import Selection, groups_of, percent_of, selected, selection_in
from .overview import VERDICTS

MOST = 100
"""Number of hand-ins on a page."""
STATUSES = ("graded", "unreadable", "error", "crashed", "people")
ORDERS = ("class", "score", "waiting")


def show(request: ReviewRequest) -> Response:
    """Show the selected hand-ins."""
    state, selection = request.state, selection_in(request.query)
    order = request.query.get("order", "class")
    rows = _ordered(selected(state, selection), order)
    start = _start(request.query.get("from", ""), len(rows))
    return page(
        request,
        "hand_ins.html.j2",
        selection=selection,
        finding=state.graded.clusters.get(selection.finding),
        rows=[_shown(state, row) for row in rows[start : start + MOST]],
        count=len(rows),
        start=start,
        steps=[(at, _address(selection, order, at)) for at in range(0, len(rows), MOST)] if len(rows) > MOST else [],
        order=order if order in ORDERS else ORDERS[0],
        orders=ORDERS,
        groups=groups_of(state),
        verdicts=VERDICTS,
        statuses=STATUSES,
        findings=state.graded.clusters,
        without=replace(selection, finding="").address,
    )


def _ordered(rows: Sequence[Row], order: str) -> Sequence[Row]:
    if order == "score":
        return sorted(rows, key=lambda row: (percent_of(row) is None, percent_of(row) or 0.0))
    return sorted(rows, key=lambda row: -row.pending) if order == "waiting" else rows


def _start(text: str, count: int) -> int:
    number = int(text) if text.isdecimal() and len(text) < 9 else 0
    return number // MOST * MOST if number < count else 0


def _address(selection: Selection, order: str, start: int) -> str:
    told = {"order": order if order in ORDERS[1:] else "", "from": str(start) if start else ""}
    further = "&".join(f"{name}={value}" for name, value in told.items() if value)
    address = selection.address
    return f"{address}{'&' if '?' in address else '?'}{further}" if further else address


def _shown(state: ClassState, row: Row) -> dict[str, Any]:
    return {
        "key": key_of(row.submission),
        "name": row.submission,
        "students": [grade.entry for grade in state.students.get(row.submission, ())],
        "row": row,
        "first": next(iter(state.graded.summary_entries[row.submission]["mend_first"]), ""),
    }


PAGES = (Page(path="/hand-ins", show=show, link="review.hand_ins", place=20),)
