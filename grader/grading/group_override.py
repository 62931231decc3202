"""Records a person's decision about a group of hand-ins with one behaviour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from grader.behaviour.groups import Group
from grader.behaviour.index import Index, group_of, read_index
from grader.errors import CallerError
from grader.gradebook.book import read_book
from grader.gradebook.decisions import account, now
from grader.gradebook.group_decisions import add_group_decision, new_id, undo_group_decision
from grader.gradebook.store import GradebookContents
from grader.model.group_decision import GroupDecision
from grader.model.verdict import Verdict

from .override import criterion_of, in_range


def decide_group(
    folder: Path,
    question: str,
    group: str,
    *,
    points: Mapping[str, float],
    comment: str = "",
    name: str = "",
    only: Sequence[str] = (),
    who: str = "",
    seen: str | None = None,
    contents: GradebookContents | None = None,
) -> GroupDecision:
    """Record a decision about a group, or a part of it; it is on the disk when this returns.

    `write_decisions` makes the points of it.

    Args:
        folder: the class's results.
        question: the question's id.
        group: the group's name.
        points: points by criterion; what is left out keeps what was measured.
        comment: the reason, in words that the student reads.
        name: what the group is called.
        only: the hand-ins of the group that it is for; empty for all, also for those that come later.
        who: the name of the person who decides; empty for the name of the account.
        seen: the id of the last decision about the group that this person saw, empty for none; None where it does not
            matter.
        contents: the class, where it is known.

    Raises:
        CallerError: somebody else decided since, there is no such group, criterion or member, nothing is decided, or
            points are out of range.
        OutputError: the decision cannot be written.
    """
    contents = contents or read_book(folder)
    found = found_group(read_index(folder), question, group, contents)
    row = next(row for row in contents.rows if row.submission in found.members)
    for criterion, given in points.items():
        place = criterion_of(row, f"{question}.{criterion}")
        if place.verdict == Verdict.PENDING.value:  # a person marks it, answer by answer
            raise CallerError("criterion_not_measured", criterion=f"{question}.{criterion}")
        in_range(given, place.max_score, f"{question}.{criterion}")
    strangers = [name for name in only if name not in found.members]
    if strangers:
        raise CallerError("not_in_group", submission=repr(strangers[0]), group=group, question=question)
    if not (points or comment.strip() or name.strip()):
        raise CallerError("nothing_decided", group=group, question=question)
    decision = GroupDecision(
        id=new_id(),
        question=question,
        group=found.id,
        points=dict(points),
        comment=comment.strip(),
        name=" ".join(name.split()),
        only=tuple(only),
        members=tuple(only) or found.members,
        who=who or account(),
        when=now(),
    )
    add_group_decision(folder, decision, seen)
    return decision


def found_group(index: Index, question: str, group: str, contents: GradebookContents) -> Group:
    """Return a group of a class.

    Args:
        index: the groups of the class.
        question: the question's id.
        group: the group's name, or the beginning of it that no other group of the question has.
        contents: the class.

    Raises:
        CallerError: there is no such group at the question, or nobody is in it any more.
    """
    order = [row.submission for row in contents.rows]
    named = [name for name in index.evidence.get(question, {}) if group and name.startswith(group)]
    found = group_of(index, question, named[0], order) if len(named) == 1 else None
    if found is None:
        raise CallerError("no_such_group", group=repr(group), question=question)
    return found


def undo_group(folder: Path, decision: str, who: str = "") -> None:
    """Take a decision about a group back; it is on the disk when this returns.

    Args:
        folder: the class's results.
        decision: the decision's id.
        who: the name of the person who takes it back; empty for the name of the account.

    Raises:
        CallerError: there is no such decision, or it was taken back.
    """
    undo_group_decision(folder, decision, who or account(), now())
