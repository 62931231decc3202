"""Complaints: taken in from a file, answered, with or without other points."""

from __future__ import annotations

from starlette.responses import Response

from grader.errors import CallerError
from grader.gradebook.answers import reported_revision
from grader.gradebook.appeal_files import appeals_in
from grader.gradebook.appeals import add_appeal_answers, add_appeals
from grader.gradebook.decisions import now
from grader.model.appeal import AppealAnswer
from grader.model.decision import Decision

from ..complaints import Complaint, complaint_of, complaints_of
from ..inputs import points_in, words_in
from ..rendering import back_to, page
from ..request import Page, ReviewRequest


def show(request: ReviewRequest) -> Response:
    """Show the complaints."""
    found = complaints_of(request.state)
    open_, done = ([one for one in found if bool(one.answers) is answered] for answered in (False, True))
    return page(request, "complaints.html.j2", open=open_, done=done, told=request.state.about.rules.appeals)


def take_in(request: ReviewRequest) -> Response:
    """Take complaints in from a file; those that are there already are passed over."""
    file = request.form.files.get("file")
    if file is None or not file.content:
        raise CallerError("review_no_file")
    added = add_appeals(request.folder, appeals_in(file.content, file.name or "appeals.csv"))
    return back_to("/complaints", "taken_in" if added else "nothing_new")


def answer(request: ReviewRequest) -> Response:
    """Record an answer: fields `appeal`, `answers` (their number, as the page knew), `answer`, `choice`, `points`."""
    form, words = request.form, words_in(request.form, "answer")
    appeal = next((one for one in request.state.said.appeals if one.id == form.text("appeal")), None)
    if appeal is None:
        raise CallerError("review_no_such_appeal")
    complaint = complaint_of(request.state, appeal)
    if not complaint.submission:
        raise CallerError("review_appeal_of_nobody", student=repr(appeal.student))
    if not words:
        raise CallerError("review_no_reason")
    effect = _effect(request, complaint, words)
    written = AppealAnswer(
        appeal=appeal.id,
        submission=complaint.submission,
        student=appeal.student,
        answer=words,
        criterion="" if effect is None else f"{effect.question}.{effect.criterion}",
        before=None if effect is None else _before(request, effect),
        after=None if effect is None else effect.points,
        who=request.marker,
        when=now(),
    )
    known = form.text("answers")
    new_answers(request.state.said.answers, written, known)  # before any points are given
    if effect is not None:
        place = (effect.submission, *effect.place)
        request.review.record([effect], {place: form.text("choice").partition(" ")[2]})
    add_appeal_answers(request.folder, lambda there: new_answers(there, written, known))
    return back_to("/complaints", "answered")


def new_answers(there: tuple[AppealAnswer, ...], written: AppealAnswer, known: str) -> list[AppealAnswer]:
    """Return the answer where it is not recorded yet.

    Args:
        there: all answers.
        written: the answer.
        known: the number of answers to this appeal that its page knew.

    Raises:
        CallerError: somebody else answered since.
    """
    before = [one for one in there if one.appeal == written.appeal]
    if before and _told(before[-1]) == _told(written):
        return []
    if str(len(before)) != known:
        last = before[-1] if before else written
        raise CallerError("review_appeal_answered", who=last.who, when=last.when, answer=last.answer)
    return [written]


def _told(one: AppealAnswer) -> tuple[object, ...]:
    return one.answer, one.criterion, one.after, one.who


def _effect(request: ReviewRequest, complaint: Complaint, words: str) -> Decision | None:
    """Return the decision that goes with an answer; None where the points stay."""
    at, _, _version = request.form.text("choice").partition(" ")
    if not at:
        return None
    criteria = request.state.rows[complaint.submission].criteria
    if not (at.isascii() and at.isdecimal() and int(at) < len(criteria)):
        raise CallerError("review_no_such_place", question=complaint.appeal.question, criterion=at)
    chosen = criteria[int(at)]
    return Decision(
        submission=complaint.submission,
        question=chosen.question,
        criterion=chosen.criterion,
        points=points_in(request.form, "points"),
        comment=words,
        who=request.marker,
        when=now(),
        answer=reported_revision(request.folder, (complaint.submission, chosen.question, chosen.criterion)),
    )


def _before(request: ReviewRequest, effect: Decision) -> float | None:
    """Return the points before a decision; None where they waited, or the decision is recorded already."""
    found = request.state.criterion((effect.submission, *effect.place))
    last = request.state.history.get((effect.submission, *effect.place), ())[-1:]
    again = bool(last) and (last[0].points, last[0].comment) == (effect.points, effect.comment)
    return None if again or found.verdict in ("pending", "error") else found.score


PAGES = (
    Page(path="/complaints", show=show, act=answer, link="review.complaints", place=60),
    Page(path="/complaints/file", act=take_in),
)
