"""One hand-in: every criterion with what came and what was expected, the code, attempts and decisions."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from starlette.responses import HTMLResponse, Response

from grader.errors import CallerError
from grader.execution.record_store import load_submission
from grader.gradebook.book import report_of
from grader.gradebook.line_comments import standing
from grader.gradebook.paths import observations_of, reports_of
from grader.gradebook.report_files import AS_RUN, notebook_in
from grader.model.submission import Submission
from grader.report.head import is_open
from grader.report.html import html

from ..answers.class_answers import class_answers
from ..class_state import ClassState, key_of
from ..code_view import Code, code_of
from ..rendering import page
from ..request import Page, ReviewRequest
from ..security import FRAME_POLICY


async def show(request: ReviewRequest) -> Response:
    """Show a hand-in."""
    state, name = request.state, request.state.submission(request.path["key"])
    report = report_of(request.folder, name).content
    staff = await _for_staff(request, name)
    submission = _submission(request, name)
    names = list(state.rows)
    at = names.index(name)
    return page(
        request,
        "hand_in.html.j2",
        name=name,
        key=request.path["key"],
        row=state.rows[name],
        report=report,
        staff=staff is not None,
        questions=list(_questions(request, name, staff or report)),
        code=() if submission is None else _code(state, name, submission, report),
        attempts=_attempts(state, name),
        decisions=[one for one in reversed(state.decisions) if one.submission == name],
        before=names[at - 1] if at else None,
        after=names[at + 1] if at + 1 < len(names) else None,
        is_open=is_open,
        new_id=lambda: secrets.token_hex(8),
    )


async def show_report(request: ReviewRequest) -> Response:
    """Show a hand-in's report as its student reads it, for a frame."""
    name = request.state.submission(request.path["key"])
    notebook = notebook_in(reports_of(request.folder, name))
    text = html({**report_of(request.folder, name).content, AS_RUN: notebook})
    return HTMLResponse(text, headers={"Content-Security-Policy": FRAME_POLICY})


async def _for_staff(request: ReviewRequest, name: str) -> Mapping[str, Any] | None:
    about, row = request.state.about, request.state.rows[name]
    decided = len([one for one in request.state.decisions if one.submission == name])
    version = f"{row.sha256} {about.sha256} {decided}"
    return await request.review.evidence.report(name, version, about.rubric, request.language)


def _submission(request: ReviewRequest, name: str) -> Submission | None:
    """Return what was handed in; None where it could not be read."""
    try:
        return load_submission(observations_of(request.folder, name))
    except CallerError:
        return None


def _questions(request: ReviewRequest, name: str, report: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each question of a report with its criteria, their points as they are now, and their versions."""
    state, answers = request.state, class_answers(request)
    now = {(one.question, one.criterion): one for one in state.rows[name].criteria}
    for question in report["questions"]:
        criteria = []
        for one in question["criteria"]:
            place = (name, question["id"], one["id"])
            history = state.history.get(place, ())
            points = now.get(place[1:])
            if points is not None:
                about = {"told": one, "now": points, "last": history[-1:], "place": place}
                expected = answers.prompt(request, f"{place[1]}.{place[2]}").expected
                criteria.append({**about, "version": state.version(place), "expected": expected})
        yield {"told": question, "criteria": criteria}


def _code(state: ClassState, name: str, submission: Submission, report: Mapping[str, Any]) -> tuple[Code, ...]:
    comments = standing(one for one in state.said.comments if one.submission == name)
    return code_of(submission, report, comments)


def _attempts(state: ClassState, name: str) -> list[dict[str, Any]]:
    """Return all hand-ins of the students of this one, as the roster has them."""
    entries = state.graded.contents.entries
    who = {entry.student for entry in entries if entry.submission == name}
    counting = {grade.entry.student: grade.entry.submission for grade in state.grades}
    return [
        {
            "entry": entry,
            "key": key_of(entry.submission),
            "row": state.rows[entry.submission],
            "counts": counting.get(entry.student) == entry.submission,
        }
        for entry in entries
        if entry.student in who and entry.submission in state.rows
    ]


PAGES = (
    Page(path="/hand-in/{key}", show=show),
    Page(path="/hand-in/{key}/report", show=show_report),
)
