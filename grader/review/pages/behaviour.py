"""By behaviour: the questions, and at each the groups of hand-ins that did the same, the largest first."""

from __future__ import annotations

from starlette.responses import Response

from grader.errors import CallerError

from ..grouping import ASKING, STATUSES, Grouping, ShownGroup, make_groups
from ..rendering import page
from ..request import Page, ReviewRequest

SHOWN = ("asking", "lost", "all")
"""Which groups are shown: those that ask for a person, those that lost points, all."""


def questions(request: ReviewRequest) -> Response:
    """Show how many groups each question has, and how many ask for a person."""
    grouping = Grouping(state=request.state)
    trouble = updating(request, grouping)
    rows = [
        {
            "id": name,
            "title": title,
            "count": len(shown),
            "asking": sum(one.status in ASKING for one in shown),
            "hand_ins": sum(len(one.group.members) for one in shown if one.status in ASKING),
            "decided": sum(one.status == "decided" for one in shown),
        }
        for name, title, _ in grouping.questions
        for shown in (grouping.at(name),)
    ]
    return page(request, "behaviours.html.j2", rows=rows, updating=not grouping.is_current(), why=trouble)


def groups(request: ReviewRequest) -> Response:
    """Show the groups at a question."""
    grouping = Grouping(state=request.state)
    trouble = updating(request, grouping)
    title, most = asked_at(grouping, request.path["question"])
    shown = grouping.at(request.path["question"])
    which = request.query.get("show", SHOWN[0])
    which = which if which in SHOWN else SHOWN[0]
    return page(
        request,
        "behaviour.html.j2",
        question=request.path["question"],
        title=title,
        most=most,
        groups=[one for one in shown if is_shown(one, which, most)],
        counts={name: sum(is_shown(one, name, most) for one in shown) for name in SHOWN},
        which=which,
        statuses=STATUSES,
        updating=not grouping.is_current(),
        why=trouble,
    )


def is_shown(one: ShownGroup, which: str, most: float) -> bool:
    """Return whether a group is among those that are shown.

    Args:
        one: the group.
        which: one of `SHOWN`.
        most: the question's points.
    """
    if which == "asking":
        return one.status in ASKING
    return which == "all" or one.score < most or bool(one.decisions)


def asked_at(grouping: Grouping, question: str) -> tuple[str, float]:
    """Return a question's title and points; while groups are being made, those of any question.

    Raises:
        CallerError: it has no groups.
    """
    for name, title, points in grouping.questions if grouping.is_current() else grouping.state.about.asked:
        if name == question:
            return title, points
    raise CallerError(
        "no_such_question", question=repr(question), known=", ".join(one[0] for one in grouping.questions)
    )


def updating(request: ReviewRequest, grouping: Grouping) -> str:
    """Have the groups made where they are not those of the class as it is now, and return what keeps that from it."""
    if grouping.is_current() or request.review.is_busy():
        return ""
    return make_groups(request.folder, request.state.about.asked[0][0])


PAGES = (
    Page(path="/behaviour", show=questions, link="behaviour.title", place=30),
    Page(path="/behaviour/{question}", show=groups),
)
