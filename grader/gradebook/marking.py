"""Marks written answers for several people at once: nothing is overwritten that its marker has not seen.

Why it is so: docs/decisions/0051.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from grader.errors import CallerError
from grader.model.decision import Comment, Decision, Mark, RecordedDecision
from grader.scoring.decisions import revision_of

from .answer_groups import AnswerGroup
from .comments import marked
from .decisions import now
from .mark_log import GroupMark, MarkLog, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenGroup:
    """A group of equal answers, as a marker saw it."""

    group: AnswerGroup
    """The group."""
    version: str
    """`GroupMark.version` at that moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenMark:
    """What a marker gives to one group or to several."""

    action: str
    """An id made for this form, so that a form that is sent twice is taken once."""
    who: str
    """The marker's name."""
    seen: tuple[SeenGroup, ...]
    """The groups that get it."""
    points: float | None
    """The points; None to take those of the comments."""
    comments: tuple[str, ...] = ()
    """The ids of the comments that are given."""
    own: str = ""
    """What the marker wrote beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """The first group that is not any more as the marker saw it; nothing was written then."""

    group: AnswerGroup
    """The group."""
    mark: GroupMark
    """What it has now."""


def give(log: MarkLog, given: GivenMark) -> Conflict | None:
    """Write a mark down for all answers of some groups; return the conflict where one of them was changed meanwhile.

    Raises:
        CallerError: the points are out of range, there are none, or a comment is not of this question.
        OutputError: it cannot be written.
    """
    with log.writing():
        records = [record for seen in given.seen for record in _records(log, given, seen.group, now())]
        if _stand(log, records):
            return None
        conflict = _conflict(log, given.seen)
        if conflict is None:
            log.add(_as_new(log, records))
        return conflict


def take_back(log: MarkLog, who: str, action: str, seen: SeenGroup) -> Conflict | None:
    """Have a group wait again; return the conflict where it was changed meanwhile."""
    with log.writing():
        if _stand(log, [_nothing(place, who, now(), action) for place, _ in seen.group.revisions]):
            return None
        conflict = _conflict(log, [seen])
        if conflict is None:
            places = [place for place, revision in seen.group.revisions if log.last(place, revision) is not None]
            log.add(_as_new(log, [_nothing(place, who, now(), action) for place in places]))
        return conflict


def undo(log: MarkLog, who: str, action: str) -> str:
    """Take back what a person did last, and return the id of that action; empty where there is nothing to take back.

    Raises:
        CallerError: somebody else changed it since.
    """
    with log.writing():
        if action in log.by_action:
            return log.by_action[action][0].undoes
        done = log.actions_of(who)
        if not done:
            return ""
        records, when = log.by_action[done[-1]], now()
        places = [(record.decision.submission, *record.decision.place) for record in records]
        for place in places:
            last = log.by_place[place][-1]
            if last.action != done[-1]:
                raise CallerError("undo_changed_since", who=last.decision.who, when=last.decision.when)
        before = [_before(log.by_place[place], done[-1]) for place in places]
        log.add([_again(place, old, who, when, action, done[-1]) for place, old in zip(places, before, strict=True)])
        return done[-1]


def write_comment(log: MarkLog, comment: Comment, most: float, before: str) -> Comment | None:
    """Write a comment down, or its change, which holds for all who got it.

    Args:
        log: the decisions and comments.
        comment: the comment as it is to be.
        most: largest number of points of its criterion.
        before: `comment_version` of the comment as its writer saw it; empty for a new one.

    Returns:
        The comment as it is now, where somebody else changed it meanwhile; None where this one was written.

    Raises:
        CallerError: it says nothing, or its points are out of range.
    """
    if not comment.text.strip():
        raise CallerError("comment_empty")
    if not -most <= comment.points <= most:
        raise CallerError("comment_out_of_range", points=f"{comment.points:g}", most=f"{most:g}")
    with log.writing():
        now_there = log.comments.get(comment.id)
        if now_there is not None and _said(now_there) == _said(comment):
            return None
        if before != ("" if now_there is None else comment_version(now_there)):
            return now_there
        log.add_comment(comment)
        return None


def comment_version(comment: Comment) -> str:
    """Return a hash that changes with what a comment says, its points, and with who changed it."""
    return revision_of(repr((_said(comment), comment.who, comment.when)))


def _said(comment: Comment) -> tuple[object, ...]:
    return comment.place, comment.text, comment.points, comment.retired


def _stand(log: MarkLog, records: Sequence[RecordedDecision]) -> bool:
    """Return whether the very same is what counts now: the form was sent twice.

    A form that is sent again from the browser's history, with other content or after an undo, is none of these.
    """
    lasts = [log.by_place.get((one.decision.submission, *one.decision.place), [None])[-1] for one in records]
    return all(
        last is not None and replace(last, decision=replace(last.decision, when=one.decision.when)) == one
        for last, one in zip(lasts, records, strict=True)
    )


def _as_new(log: MarkLog, records: Sequence[RecordedDecision]) -> list[RecordedDecision]:
    """Return records under an id that no earlier action has."""
    return [replace(one, action=_unused(log, one.action)) for one in records]


def _unused(log: MarkLog, action: str) -> str:
    found, number = action, 2
    while found in log.by_action:
        found, number = f"{action}.{number}", number + 1
    return found


def _conflict(log: MarkLog, seen: Iterable[SeenGroup]) -> Conflict | None:
    for one in seen:
        mark = log.mark_of(one.group)
        if mark.version != one.version:
            return Conflict(group=one.group, mark=mark)
    return None


def _records(log: MarkLog, given: GivenMark, group: AnswerGroup, when: str) -> list[RecordedDecision]:
    comments = [_comment(log, name, group) for name in given.comments]
    where = ".".join(group.place)
    if given.points is not None and not 0 <= given.points <= group.most:
        raise CallerError("points_out_of_range", where=where, points=f"{given.points:g}", most=f"{group.most:g}")
    mark, points, text = marked(comments, given.points, given.own, group.most)
    if points is None:
        raise CallerError("mark_without_points", where=where)
    if not 0 <= points <= group.most:
        raise CallerError("points_out_of_range", where=where, points=f"{points:g}", most=f"{group.most:g}")
    return [
        _recorded(answer.place, answer.text_revision, points, text, given.who, when, given.action, mark)
        for answer in group.answers
    ]


def _recorded(
    place: Place, answer: str, points: float, text: str, who: str, when: str, action: str, mark: Mark | None
) -> RecordedDecision:
    decision = Decision(
        submission=place[0],
        question=place[1],
        criterion=place[2],
        points=points,
        comment=text,
        who=who,
        when=when,
        answer=answer,
    )
    return RecordedDecision(decision=decision, mark=mark, action=action)


def _comment(log: MarkLog, name: str, group: AnswerGroup) -> Comment:
    comment = log.comments.get(name)
    if comment is None or comment.place != group.place:
        raise CallerError("no_such_comment", where=".".join(group.place))
    return comment


def _before(records: Sequence[RecordedDecision], action: str) -> RecordedDecision | None:
    """Return the record before an action's; None where there was none."""
    older = [record for record in records if record.action != action]
    return older[-1] if older else None


def _nothing(place: Place, who: str, when: str, action: str, undoes: str = "") -> RecordedDecision:
    decision = Decision(
        submission=place[0], question=place[1], criterion=place[2], points=None, comment="", who=who, when=when
    )
    return RecordedDecision(decision=decision, action=action, undoes=undoes)


def _again(
    place: Place, old: RecordedDecision | None, who: str, when: str, action: str, undoes: str
) -> RecordedDecision:
    """Return the record that gives what was there before an action; whose mark it was stays."""
    if old is None or old.decision.points is None:
        return _nothing(place, who, when, action, undoes)
    return replace(old, decision=replace(old.decision, when=when), action=action, undoes=undoes)
