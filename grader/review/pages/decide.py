"""Gives points for a criterion in the place of the measured ones, or takes them back."""

from __future__ import annotations

from starlette.responses import Response

from grader.errors import CallerError
from grader.gradebook.book import report_of
from grader.gradebook.decisions import now
from grader.model.decision import Decision
from grader.scoring.decisions import revision_of

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
    answer = answer_revision(request, place)
    decision = Decision(
        submission=name,
        question=place[1],
        criterion=place[2],
        points=points,
        comment=comment,
        who=request.marker,
        when=now(),
        answer=answer,
    )
    request.review.record([decision], {place: form.text("version")})
    return back_to(form.text("back"), "given")


def answer_revision(request: ReviewRequest, place: tuple[str, str, str]) -> str:
    """Return what ties a decision to the text of a written answer; empty for another check.

    Args:
        request: what was asked for.
        place: the ids of submission, question and criterion.
    """
    for question in report_of(request.folder, place[0]).questions:
        for criterion in question.criteria:
            if (question.id, criterion.id) == place[1:] and criterion.check == "answer":
                return revision_of(criterion.answer or "")
    return ""


PAGES = (Page(path="/hand-in/{key}/decide", act=decide),)
