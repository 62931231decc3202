"""What a named group would be as a mistake of the rubric: looked for, and written once it is proved."""

from __future__ import annotations

from starlette.responses import Response

from grader.errors import CallerError

from ..grouping import Grouping, ShownGroup, shown_group
from ..inputs import words_in
from ..mistakes import Key
from ..rendering import back_to
from ..request import Page, ReviewRequest
from ..rubric_now import refuse_changed_rubric

LONGEST_TITLE = 200
"""Most characters of a mistake's title."""


def key_of_proposal(request: ReviewRequest, shown: ShownGroup) -> Key:
    """Return what the proposal for a group depends on."""
    comment = next((one.comment for one in reversed(shown.decisions) if one.name), "")
    about = request.state.about.sha256
    return (shown.group.question, shown.group.id, shown.name, comment, about, request.language)


def look(request: ReviewRequest) -> Response:
    """Have a mistake of the rubric looked for that gives the group's numbers."""
    refuse_changed_rubric(request.state)
    shown = _shown(request)
    request.review.proposals.ask(key_of_proposal(request, shown), request.state.about.rubric)
    return back_to(_page(request))


async def write(request: ReviewRequest) -> Response:
    """Have the proposed mistake written: fields `title`, and `version`, the proposal that the page showed."""
    refuse_changed_rubric(request.state)
    shown, form = _shown(request), request.form
    key = key_of_proposal(request, shown)
    proposal = request.review.proposals.of(key)
    if proposal is None or not proposal.version or proposal.version != form.text("version"):
        raise CallerError("review_mistake_outdated", name=shown.name)
    title = " ".join(words_in(form, "title").split())[:LONGEST_TITLE] or shown.name
    written = await request.review.proposals.write(key, request.state.about.rubric, title)
    if written.told is None or not written.told["written"]:
        return back_to(_page(request))
    return back_to("/publish#changes", "mistake_written")


def _shown(request: ReviewRequest) -> ShownGroup:
    """Return the group of an address.

    Raises:
        CallerError: there is no such group any more, or it has no name.
    """
    question, group = request.path["question"], request.path["group"]
    shown = shown_group(Grouping(state=request.state).at(question), group, question)
    if not shown.name:
        raise CallerError("group_without_name", where=f"{question}/{group}")
    return shown


def _page(request: ReviewRequest) -> str:
    return f"/behaviour/{request.path['question']}/{request.path['group']}#mistake"


PAGES = (
    Page(path="/behaviour/{question}/{group}/mistake", act=look),
    Page(path="/behaviour/{question}/{group}/mistake/write", act=write),
)
