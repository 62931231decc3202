"""The questions that people mark, with how far each is; the answers to one; the way to the next; undo."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from grader.gradebook.answer_groups import AnswerGroup
from grader.gradebook.comments import resolved
from grader.gradebook.mark_log import MarkLog
from grader.gradebook.marking import undo

from ..answers.board import AskedQuestion
from ..answers.class_answers import class_answers
from ..answers.entry import new_action
from ..answers.queue import next_group, part_of, progress_of
from ..rendering import back_to, page
from ..request import Page, ReviewRequest

MOST = 100
"""Number of answers on a page."""
FILTERS = ("all", "waiting", "mine", "part", "mixed")
START = 160
"""Number of characters of an answer in a list."""


def show_all(request: ReviewRequest) -> Response:
    """Show the questions."""
    found, markers = class_answers(request), tuple(request.review.proofs())
    with found.log.current():
        questions = [
            (one, progress_of(one, found.log, markers, request.marker)) for one in found.questions(request).values()
        ]
    return page(
        request,
        "answers.html.j2",
        questions=[(one, progress, address_of(one)) for one, progress in questions],
        markers=sorted({*markers, *(name for _, progress in questions for name in progress.by_marker)}),
        action=new_action(),
    )


def show_question(request: ReviewRequest) -> Response:
    """Show the answers to one question, or those that its address selects."""
    found, markers = class_answers(request), tuple(request.review.proofs())
    question = found.question(request)
    wanted = request.query.get("show", FILTERS[0])
    with found.log.current():
        part = part_of(question, markers, request.marker)
        groups = [group for group in question.groups if _is_shown(request, group, wanted, part)]
        start = _start(request.query.get("from", ""), len(groups))
        rows = [
            {"group": group, "mark": found.log.mark_of(group), "holder": found.claims.holder(group.id)}
            for group in groups[start : start + MOST]
        ]
        progress = progress_of(question, found.log, markers, request.marker)
    return page(
        request,
        "answers_question.html.j2",
        question=question,
        place=address_of(question),
        rows=rows,
        progress=progress,
        count=len(groups),
        wanted=wanted if wanted in FILTERS else FILTERS[0],
        filters=FILTERS,
        steps=range(0, len(groups), MOST) if len(groups) > MOST else (),
        start=start,
        longest=START,
        prompt=found.prompt(request, question.key),
        action=new_action(),
    )


def go_on(request: ReviewRequest) -> Response:
    """Lead to the next answer that waits; where none does, to the list of the question."""
    found = class_answers(request)
    question = found.question(request)
    said = request.query.get("said", "")
    after = question.by_id.get(request.query.get("after", ""))
    with found.log.current():
        group = next_group(question, found.log, found.claims, tuple(request.review.proofs()), request.marker, after)
    if group is None:
        return back_to(address_of(question), "answers_done")
    return back_to(address_of(question, group), said)


def take_back(request: ReviewRequest) -> Response:
    """Undo what the marker did last, and lead to it."""
    found = class_answers(request)
    undone = undo(found.log, request.marker, request.form.text("action")[:64])
    if not undone:
        return back_to(request.form.text("back") or "/answers", "nothing_to_undo")
    decision = found.log.by_action[undone][0].decision
    question = found.questions(request).get(f"{decision.question}.{decision.criterion}")
    for group in question.groups if question else ():
        if question is not None and any(answer.submission == decision.submission for answer in group.answers):
            return back_to(address_of(question, group), "undone")
    return back_to("/answers", "undone")


def address_of(question: AskedQuestion, group: AnswerGroup | None = None, more: str = "") -> str:
    """Return the address of a question, of one of its groups, or of a page below them."""
    parts = [quote(question.key, safe=""), *([] if group is None else [group.id]), *([more] if more else [])]
    return "/".join(["/answers", *parts])


def _is_shown(request: ReviewRequest, group: AnswerGroup, wanted: str, part: frozenset[str]) -> bool:
    log: MarkLog = class_answers(request).log
    records = log.lasts(group)
    if wanted == "waiting":
        return None in records
    if wanted == "mine":
        return any(record is not None and record.decision.who == request.marker for record in records)
    if wanted == "part":
        return group.id in part
    if wanted == "mixed":
        given = [None if one is None else resolved(one, log.comments) for one in records]
        return len({None if one is None else (one.points, one.comment) for one in given}) > 1
    return True


def _start(text: str, count: int) -> int:
    number = int(text) if text.isdecimal() and len(text) < 9 else 0
    return number // MOST * MOST if number < count else 0


PAGES = (
    Page(path="/answers", show=show_all, link="review.answers", place=30),
    Page(path="/answers/undo", act=take_back),
    Page(path="/answers/{question}", show=show_question),
    Page(path="/answers/{question}/next", show=go_on),
)
