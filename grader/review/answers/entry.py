"""Reads what a marker entered for an answer, and gives it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace

from grader.errors import CallerError
from grader.gradebook.answer_groups import AnswerGroup
from grader.gradebook.decisions import now
from grader.gradebook.mark_log import GroupMark, MarkLog
from grader.gradebook.marking import Conflict, GivenMark, SeenGroup, give, take_back, write_comment
from grader.model.decision import Comment

from ..request import Form
from .board import AskedQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What stands in the form of an answer."""

    action: str
    """The id of this form."""
    version: str
    """The version of the group that its page showed."""
    points: str = ""
    """The points, as they were entered."""
    comments: tuple[str, ...] = ()
    """The ids of the comments that are given."""
    own: str = ""
    """What the marker wrote beside them."""
    also: Mapping[str, str] | None = None
    """The ids of the groups that get the same mark, each with the version that the page showed."""
    keep: bool = False
    """Whether what the marker wrote becomes a comment that can be used again."""
    keep_points: str = ""
    """The points that it carries then."""


def new_action() -> str:
    """Return an id for what is done at once."""
    return secrets.token_hex(8)


def entry_in(form: Form) -> Entry:
    """Return what a form brought."""
    also = dict(text.partition(":")[::2] for text in form.all("also"))
    return Entry(
        action=form.text("action")[:64],
        version=form.text("version"),
        points=form.text("points"),
        comments=tuple(dict.fromkeys(form.all("comment"))),
        own=form.text("own"),
        also=also,
        keep=bool(form.text("keep")),
        keep_points=form.text("keep_points"),
    )


def entry_of(mark: GroupMark, like: GroupMark | None = None) -> Entry:
    """Return the form of an answer as it is first shown.

    Args:
        mark: what the answer has now.
        like: the mark of another answer, which is proposed; None to show its own.
    """
    shown = mark if like is None else like
    record, decision = shown.record, shown.decision
    given = {} if record is None or record.mark is None else record.mark.comments
    own = "" if decision is None else decision.comment
    return Entry(
        action=new_action(),
        version=mark.version,
        points="" if decision is None or decision.points is None else f"{decision.points:g}",
        comments=tuple(given),
        own=record.mark.own if record is not None and record.mark is not None else own,
    )


def save(log: MarkLog, question: AskedQuestion, group: AnswerGroup, entry: Entry, who: str) -> Conflict | None:
    """Give what a form says to its group and to those that were chosen with it.

    Raises:
        CallerError: it cannot be given.
        OutputError: it cannot be written.
    """
    points = number_in(entry.points)
    seen = [SeenGroup(group=group, version=entry.version)]
    for name, version in (entry.also or {}).items():
        if name not in question.by_id:
            raise CallerError("review_no_such_answer")
        if name != group.id:
            seen.append(SeenGroup(group=question.by_id[name], version=version))
    if entry.keep and entry.own:
        entry = _kept(log, question, entry, who)
    given = GivenMark(
        action=entry.action, who=who, seen=tuple(seen), points=points, comments=entry.comments, own=entry.own
    )
    return give(log, given)


def wait_again(log: MarkLog, group: AnswerGroup, entry: Entry, who: str) -> Conflict | None:
    """Take the mark of a group back."""
    return take_back(log, who, entry.action, SeenGroup(group=group, version=entry.version))


def _kept(log: MarkLog, question: AskedQuestion, entry: Entry, who: str) -> Entry:
    """Make what the marker wrote a comment, and return the form in which it is one."""
    comment = Comment(
        id=entry.action,
        question=question.place[0],
        criterion=question.place[1],
        text=entry.own,
        points=number_in(entry.keep_points) or 0.0,
        who=who,
        when=now(),
    )
    write_comment(log, comment, question.most, "")
    return replace(entry, comments=(*entry.comments, comment.id), own="")


def number_in(text: str) -> float | None:
    """Return the number that somebody entered; None where nothing was.

    Raises:
        CallerError: it is no number.
    """
    text = text.strip().replace("\u2212", "-").replace(",", ".")
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        raise CallerError("mark_no_number", text=repr(text[:40])) from None
