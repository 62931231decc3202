"""Comments at lines of code: written, changed, taken back."""

from __future__ import annotations

import re

from starlette.responses import Response

from grader.errors import CallerError
from grader.execution.record_store import load_submission
from grader.gradebook.decisions import now
from grader.gradebook.line_comments import add_line_comments
from grader.gradebook.paths import observations_of
from grader.model.line_comment import LineComment
from grader.submission.code_pieces import text_at

from ..inputs import words_in
from ..rendering import back_to
from ..request import Page, ReviewRequest


def comment(request: ReviewRequest) -> Response:
    """Record the comment of a form: fields `id`, `path`, `cell`, `line`, `comment`, `version`, `remove`.

    `version` is the number of versions that the page knew; one of an id that is there already changes it.
    """
    form, name = request.form, request.state.submission(request.path["key"])
    place = form.text("path"), _number(form.text("cell")), _number(form.text("line"))
    words = "" if form.text("remove") else words_in(form, "comment")
    if not words and not form.text("remove"):
        raise CallerError("review_no_comment")
    source = (
        None
        if place[2] is None
        else text_at(load_submission(observations_of(request.folder, name)), place[0], place[1], place[2])
    )
    if source is None or place[2] is None or not re.fullmatch(r"[0-9a-f]{16}", form.text("id")):
        raise CallerError("review_no_such_line", line=form.text("line") or "-")
    written = LineComment(
        id=form.text("id"),
        submission=name,
        path=place[0],
        cell=place[1],
        line=place[2],
        source=source,
        sha256=request.state.rows[name].sha256,
        comment=words,
        who=request.marker,
        when=now(),
    )
    known = form.text("version")
    add_line_comments(request.folder, lambda there: new_comments(there, written, known))
    return back_to(form.text("back"), "removed" if form.text("remove") else "commented")


def new_comments(there: tuple[LineComment, ...], written: LineComment, known: str) -> list[LineComment]:
    """Return the comment where it is not recorded yet.

    Args:
        there: all versions of all comments.
        written: the comment.
        known: the number of versions that its page knew of it.

    Raises:
        CallerError: somebody else changed it since.
    """
    versions = [one for one in there if one.id == written.id]
    if versions and (versions[-1].comment, versions[-1].who) == (written.comment, written.who):
        return []
    if str(len(versions)) != known:
        last = versions[-1] if versions else written
        raise CallerError("review_comment_changed", who=last.who, when=last.when, comment=last.comment or "-")
    return [written]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else None


PAGES = (Page(path="/hand-in/{key}/comment", act=comment),)
