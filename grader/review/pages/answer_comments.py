"""The comments of a question that are used again: written, and changed for all who got them."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from grader.errors import CallerError
from grader.gradebook.decisions import now
from grader.gradebook.marking import comment_version, write_comment
from grader.model.decision import Comment
from grader.report.refusal import reworded

from ..answers.board import AskedQuestion
from ..answers.class_answers import class_answers
from ..answers.entry import new_action, number_in
from ..rendering import back_to, page
from ..request import Page, ReviewRequest
from ..rubric_now import refuse_changed_rubric
from .answers import address_of


def show(request: ReviewRequest) -> Response:
    """Show the comments of a question."""
    return _shown(request, class_answers(request).question(request))


def act(request: ReviewRequest) -> Response:
    """Write a comment down, or its change for all who got it."""
    found, form = class_answers(request), request.form
    question = found.question(request)
    try:
        refuse_changed_rubric(request.state)
        comment = _comment(request, question)
        other = write_comment(found.log, comment, question.most, form.text("version"))
    except CallerError as error:
        return _shown(request, question, status=400, error=error)
    if other is not None:
        return _shown(request, question, status=409, other=other, mine=comment)
    return back_to(address_of(question, more="comments"), "comment_saved")


def _comment(request: ReviewRequest, question: AskedQuestion) -> Comment:
    """Return the comment that a form describes.

    Raises:
        CallerError: its points are no number, or it is of another question.
    """
    form, log = request.form, class_answers(request).log
    name = form.text("id")[:64]
    known = log.comments.get(name)
    if not name or (known is not None and known.place != question.place) or (known is None and form.text("version")):
        raise CallerError("no_such_comment", where=question.key)
    comment = Comment(
        id=name,
        question=question.place[0],
        criterion=question.place[1],
        text=form.text("text"),
        points=number_in(form.text("points")) or 0.0,
        who=request.marker,
        when=now(),
        retired=False if known is None else known.retired,
    )
    retiring = {"retire": True, "offer": False}.get(form.text("do"))
    return comment if retiring is None else replace(comment, retired=retiring)


def _shown(
    request: ReviewRequest,
    question: AskedQuestion,
    *,
    status: int = 200,
    error: CallerError | None = None,
    other: Comment | None = None,
    mine: Comment | None = None,
) -> Response:
    log = class_answers(request).log
    with log.current():
        here = [one for one in log.comments.values() if one.place == question.place]
        rows = [
            {
                "comment": one,
                "version": comment_version(one),
                "given": len(log.given(one.id)),
                "history": log.comment_history(one.id)[:-1],
            }
            for one in here
        ]
    return page(
        request,
        "answer_comments.html.j2",
        status=status,
        question=question,
        place=address_of(question),
        here=address_of(question, more="comments"),
        rows=rows,
        new=new_action(),
        refused=None if error is None else reworded(error, request.language),
        sent=request.form,
        other=other,
        mine=mine,
    )


PAGES = (Page(path="/answers/{question}/comments", show=show, act=act, place=55),)
