"""One answer, with those that resemble it: it is marked here, and its picture is shown."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.responses import JSONResponse, Response

from grader.errors import CallerError, GraderError
from grader.execution.png import picture_in
from grader.gradebook.answer_groups import AnswerGroup
from grader.gradebook.answers import reported_answers
from grader.gradebook.marking import Conflict
from grader.report.refusal import reworded
from grader.scoring.decisions import picture_hash

from ..answers.board import AskedQuestion
from ..answers.class_answers import class_answers
from ..answers.entry import Entry, entry_in, entry_of, new_action, save, wait_again
from ..answers.queue import progress_of
from ..answers.similar import similar_to
from ..class_state import key_of
from ..rendering import back_to, page
from ..request import Page, ReviewRequest
from ..rubric_now import refuse_changed_rubric
from .answers import address_of

KEYS = "qwertyuiop"
"""The keys of the first comments, in their order."""
MOST_QUICK = 11
"""Largest number of buttons for points."""


def show(request: ReviewRequest) -> Response:
    """Show one answer, and note that the marker looks at it."""
    found = class_answers(request)
    question = found.question(request)
    group = question.by_id.get(request.path["group"])
    if group is None:
        raise CallerError("review_no_such_answer")
    like = question.by_id.get(request.query.get("like", ""))
    with found.log.current():
        mark = found.log.mark_of(group)
        proposed = None if like is None else found.log.mark_of(like)
    return _shown(request, question, group, entry_of(mark, proposed))


def act(request: ReviewRequest) -> Response:
    """Give the mark, or take it back, and lead to the next answer."""
    found = class_answers(request)
    question, entry = found.question(request), entry_in(request.form)
    group = question.by_id.get(request.path["group"])
    if group is None:
        raise CallerError("review_no_such_answer")
    try:
        refuse_changed_rubric(request.state)
        if request.form.text("do") == "wait":
            conflict = wait_again(found.log, group, entry, request.marker)
            goal, said = address_of(question, group), "answer_waits"
        else:
            if request.form.text("quick"):
                entry = replace(entry, points=request.form.text("quick"))
            conflict = save(found.log, question, group, entry, request.marker)
            goal, said = f"{address_of(question, more='next')}?after={group.id}", "answer_saved"
    except CallerError as error:
        return _shown(request, question, group, entry, error=error)
    if conflict is not None:
        return _shown(request, question, group, entry, conflict=conflict)
    found.claims.release(group.id, request.marker)
    return back_to(goal, said)


def _shown(
    request: ReviewRequest,
    question: AskedQuestion,
    group: AnswerGroup,
    entry: Entry,
    error: GraderError | None = None,
    conflict: Conflict | None = None,
) -> Response:
    found = class_answers(request)
    log = found.log
    holder = found.claims.take(group.id, request.marker)
    with log.current():
        mark = log.mark_of(group)
        similar = similar_to(question, group)
        marks = {one.group.id: log.mark_of(one.group) for one in similar}
        progress = progress_of(question, log, tuple(request.review.proofs()), request.marker)
        comments = found.comments(question, dict.fromkeys(entry.comments, 0.0))
    if error is not None or conflict is not None:  # what stands there now was told; the next press is about it
        entry = replace(entry, action=new_action(), version=mark.version if conflict else entry.version)
    chosen = {name for name in entry.also or {} if conflict is None or conflict.group.id != name}
    return page(
        request,
        "answer.html.j2",
        status=409 if conflict else 400 if error else 200,
        question=question,
        group=group,
        mark=mark,
        entry=entry,
        also=chosen,
        similar=similar,
        marks=marks,
        progress=progress,
        comments=comments,
        keys=KEYS,
        quick=quick_points(question.most),
        holder=holder,
        refused=None if error is None else reworded(error, request.language),
        conflict=conflict,
        prompt=found.prompt(request, question.key),
        aliases=found.aliases(group),
        hand_ins=[(answer.submission, key_of(answer.submission)) for answer in group.answers],
        place=address_of(question),
        here=address_of(question, group),
        undo_action=new_action(),
    )


def quick_points(most: float) -> list[float]:
    """Return the points that have a button: in halves where there is room for them."""
    for step in (0.5, 1.0, 2.0, 5.0, 10.0):
        if most / step <= MOST_QUICK - 1:
            found = [number * step for number in range(int(most / step) + 1)]
            return found if found[-1] == most else [*found, most]
    return [0.0, most / 2, most]


def watch(request: ReviewRequest) -> Response:
    """Say to the page's script whether somebody else reads or has marked the answer; the marker goes on reading it."""
    found = class_answers(request)
    question = found.question(request)
    group = question.by_id.get(request.path["group"])
    if group is None:
        return JSONResponse({"changed": True, "told": request.words("answers.gone")})
    holder = found.claims.take(group.id, request.marker)
    with found.log.current():
        mark = found.log.mark_of(group)
    told: Mapping[str, Any] = {"changed": False, "told": ""}
    if mark.version != request.query.get("version", ""):
        decision, w = mark.decision, request.words
        who = w("answers.somebody") if decision is None else decision.who
        told = {"changed": True, "told": w("answers.saved_meanwhile", who=who)}
    elif holder:
        told = {"changed": False, "told": request.words("answers.held", who=holder)}
    return JSONResponse(told)


def picture(request: ReviewRequest) -> Response:
    """Return what the answer's cell drew, as plain pixels."""
    question = class_answers(request).question(request)
    group = question.by_id.get(request.path["group"])
    if group is None or not group.first.drawn:
        return Response(status_code=404)
    first = group.first
    for answer in reported_answers(request.folder, first.submission, first.students):
        if (answer.question, answer.criterion) == group.place and answer.drawn == first.drawn:
            content = b64decode(answer.picture)
            found = picture_in(0, content) if picture_hash(content) == first.drawn else None
            if found is not None:
                return Response(found.png, media_type="image/png")
    return Response(status_code=404)


PAGES = (
    Page(path="/answers/{question}/{group}", show=show, act=act, place=60),
    Page(path="/answers/{question}/{group}/watch", show=watch),
    Page(path="/answers/{question}/{group}/picture.png", show=picture),
)
