"""One group: what its hand-ins did, the code of one of them, and the decision that serves all or some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.responses import Response

from grader.errors import CallerError
from grader.gradebook.book import report_of
from grader.grading.group_override import decide_group, undo_group

from ..grouping import ASKING, Grouping, ShownGroup, shown_group
from ..inputs import points_in, words_in
from ..rendering import back_to, page
from ..request import Form, Page, ReviewRequest
from ..rubric_now import refuse_changed_rubric
from .behaviour import asked_at, updating
from .group_mistake import key_of_proposal

LONGEST_NAME = 120
"""Most characters of a group's name."""
MOST_MEMBERS = 400
"""Most members of a group that can be chosen one by one; of a larger group the others are counted."""


def show(request: ReviewRequest) -> Response:
    """Show one group."""
    grouping = Grouping(state=request.state)
    trouble = updating(request, grouping)
    question = request.path["question"]
    title, most = asked_at(grouping, question)
    groups = grouping.at(question)
    shown = shown_group(groups, request.path["group"], question)
    chosen = _chosen(request, shown)
    return page(
        request,
        "group.html.j2",
        question=question,
        title=title,
        most=most,
        shown=shown,
        first=chosen,
        told=_question_of(request, chosen, question),
        criteria=_criteria(request, grouping, shown, chosen),
        members=shown.group.members[:MOST_MEMBERS],
        standing=[one for one in shown.decisions],
        again=[grouping.again[question, name] for name in shown.again],
        neighbours=_neighbours(groups, shown),
        proposal=request.review.proposals.of(key_of_proposal(request, shown)),
        updating=not grouping.is_current(),
        why=trouble,
    )


def _chosen(request: ReviewRequest, shown: ShownGroup) -> str:
    """Return the hand-in whose code is shown: the one that the address names, else the first."""
    name = request.state.graded.names.get(request.query.get("of", ""), "")
    return name if name in shown.group.members else shown.group.members[0]


def _question_of(request: ReviewRequest, submission: str, question: str) -> dict[str, Any]:
    content = report_of(request.folder, submission).content
    found: dict[str, Any] = next(one for one in content["questions"] if one["id"] == question)
    return found


def _criteria(request: ReviewRequest, grouping: Grouping, shown: ShownGroup, chosen: str) -> list[dict[str, Any]]:
    """Return the criteria that can be decided, each with what was decided and what one hand-in has."""
    told = {one["id"]: one for one in _question_of(request, chosen, shown.group.question)["criteria"]}
    last = shown.decisions[-1].points if shown.decisions else {}
    return [
        {
            "id": one.criterion,
            "title": told.get(one.criterion, {}).get("title", one.criterion),
            "most": one.max_score,
            "score": one.score,
            "decided": last.get(one.criterion),
        }
        for one in request.state.rows[chosen].criteria
        if one.question == shown.group.question and told.get(one.criterion, {}).get("check") != "answer"
    ]


def _neighbours(groups: Sequence[ShownGroup], shown: ShownGroup) -> dict[str, str]:
    """Return the names of the group before, of the one behind, and of the next that asks for a person."""
    place = groups.index(shown)
    behind = [one for one in (*groups[place + 1 :], *groups[:place]) if one.status in ASKING]
    found = {"asking": behind[0].group.id} if behind else {}
    found |= {"before": groups[place - 1].group.id} if place else {}
    return found | ({"behind": groups[place + 1].group.id} if place + 1 < len(groups) else {})


def act(request: ReviewRequest) -> Response:
    """Record a decision about the group, or take one back."""
    refuse_changed_rubric(request.state)
    question, group, form = request.path["question"], request.path["group"], request.form
    here = f"/behaviour/{question}/{group}"
    if form.text("undo"):
        undo_group(request.folder, form.text("undo"), request.marker)
        return back_to(here, "group_undone")
    names = request.state.graded.names
    only = [names[key] for key in form.all("member") if key in names] if form.text("part") == "some" else []
    if form.text("part") == "some" and not only:
        raise CallerError("nobody_chosen", group=group, question=question)
    decide_group(
        request.folder,
        question,
        group,
        points=points_by_criterion(form),
        comment=words_in(form, "comment"),
        name=words_in(form, "name")[:LONGEST_NAME],
        only=only,
        who=request.marker,
        seen=form.text("seen"),
        contents=request.state.graded.contents,
    )
    return back_to(form.text("next") if form.text("then") == "next" else here, "group_decided")


def points_by_criterion(form: Form) -> dict[str, float]:
    """Return the points that a form brought, by criterion; fields that were left empty are left out.

    Raises:
        CallerError: something is no number.
    """
    given = [name for name in form.texts if name.startswith("points.") and form.text(name)]
    return {name.removeprefix("points."): points_in(form, name) for name in given}


PAGES = (Page(path="/behaviour/{question}/{group}", show=show, act=act),)
