"""Gives points for a criterion in the place of the measured ones, or takes them back."""

from __future__ import annotations

from starlette.responses import Response

from grader.errors import CallerError
from grader.gradebook.answers import reported_revision
from grader.gradebook.decisions import now
from grader.model.decision import Decision

from ..inputs import points_in, words_in
from ..rendering import back_to
from ..request import Page, ReviewRequest


def decide(request: ReviewRequest) -> Response:
    """Record the decision of a form: fields `question`, `criterion`, `version`, `points`, `comment`, `measured`."""
    form, name = request.form, request.state.submission(request.path["key"])
    place = (name, form.text("question"), form.text("criterion"))
    request.state.criterion(place)
    comment = words_in(form, "comment")
    if not comment:
        raise CallerError("review_no_reason")
    points = None if form.text("measured") else points_in(form, "points")
    decision = Decision(
        submission=name,
        question=place[1],
        criterion=place[2],
        points=points,
        comment=comment,
        who=request.marker,
        when=now(),
        answer=reported_revision(request.folder, place),
    )
    request.review.record([decision], {place: form.text("version")})
    return back_to(form.text("back"), "given")


PAGES = (Page(path="/hand-in/{key}/decide", act=decide),)
