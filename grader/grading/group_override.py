"""Records a person's decision about a group, and applies it to the hand-ins that it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.behaviour.groups import Group
from grader.behaviour.index import Index, group_of, read_index
from grader.errors import CallerError
from grader.gradebook.book import read_book
from grader.gradebook.decisions import account, now
from grader.gradebook.group_decisions import (
    GroupDecisions,
    add_group_decision,
    new_id,
    read_group_decisions,
    undo_group_decision,
)
from grader.gradebook.store import GradebookContents
from grader.model.decision import Decision
from grader.model.group_decision import GroupDecision

from .override import criterion_of, in_range
from .regrade import RegradeSummary, regrade


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
) -> GroupDecision:
    """Record a decision about a group, or a part of it; it is on the disk when this returns.

    `apply_groups` makes the points of it.

    Args:
        folder: the class's results.
        question: the question's id.
        group: the group's name.
        points: points by criterion; what is left out keeps what was measured.
        comment: the reason, in words that the student reads.
        name: what the group is called.
        only: the hand-ins of the group that it is for; empty for all, also for those that come later.
        who: the name of the person who decides; empty for the name of the account.

    Raises:
        CallerError: there is no such group, criterion or member, nothing is decided, or points are out of range.
        OutputError: the decision cannot be written.
    """
    contents = read_book(folder)
    found = found_group(read_index(folder), question, group, contents)
    row = next(row for row in contents.rows if row.submission in found.members)
    for criterion, given in points.items():
        place = criterion_of(row, f"{question}.{criterion}")
        in_range(given, place.max_score, f"{question}.{criterion}")
    strangers = [name for name in only if name not in found.members]
    if strangers:
        raise CallerError("not_in_group", submission=repr(strangers[0]), group=group, question=question)
    if not (points or comment.strip() or name.strip()):
        raise CallerError("nothing_decided", group=group, question=question)
    decision = GroupDecision(
        id=new_id(),
        question=question,
        group=group,
        points=dict(points),
        comment=comment.strip(),
        name=" ".join(name.split()),
        only=tuple(only),
        members=tuple(only) or found.members,
        who=who or account(),
        when=now(),
    )
    add_group_decision(folder, decision)
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


def waiting_for(folder: Path, contents: GradebookContents) -> tuple[str, ...]:
    """Return the hand-ins whose reports do not yet hold what was decided about their groups.

    Args:
        folder: the class's results.
        contents: the class.
    """
    decisions, index = read_group_decisions(folder), read_index(folder)
    return tuple(
        row.submission for row in contents.rows if _due(row.submission, decisions, index) != frozenset(row.groups)
    )


def _due(submission: str, decisions: GroupDecisions, index: Index) -> frozenset[str]:
    """Return the ids of the decisions that are to hold for a hand-in."""
    placed = index.hand_ins.get(submission)
    groups = {} if placed is None else placed.groups
    due = (decisions.last_for(question, group, submission) for question, group in groups.items())
    return frozenset(one.id for one in due if one is not None)


def _last(decisions: Sequence[Decision]) -> Sequence[Decision]:
    return tuple({(one.submission, *one.place): one for one in decisions}.values())


def apply_groups(folder: Path, submissions: Sequence[str], *, pages: bool = False) -> RegradeSummary | None:
    """Judge hand-ins again, so that their reports and points follow from what was decided; None where there are none.

    Args:
        folder: the class's results.
        submissions: the hand-ins.
        pages: whether report.html and report.md are written also where there are none.

    Raises:
        CallerError: the rubric was changed since the class was graded.
        OutputError: the results cannot be written.
    """
    return regrade(folder, pages=pages, only=set(submissions)) if submissions else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A hand-in to look at again: a decision held for it, and its behaviour is another one now."""

    submission: str
    """The hand-in's id."""
    decision: GroupDecision
    """The decision that held for it."""
    group: str
    """The name of its group now; empty where it has none."""


def to_look_at_again(index: Index, decisions: GroupDecisions, contents: GradebookContents) -> tuple[Again, ...]:
    """Return the hand-ins for which a decision held whose behaviour they no longer have.

    Those with points of their own at the question, and those whose present group was decided later, are settled.

    Args:
        index: the groups of the class.
        decisions: the decisions about groups.
        contents: the class.
    """
    own = {(one.submission, one.question) for one in _last(contents.decisions) if one.points is not None}
    found: dict[tuple[str, str], Again] = {}
    for place, decision in enumerate(decisions.standing):
        later = decisions.standing[place + 1 :]
        for row in contents.rows:
            name, question = row.submission, decision.question
            placed = index.hand_ins.get(name)
            if name not in decisions.held.get(decision.id, ()) or placed is None or (name, question) in own:
                continue
            group = placed.groups.get(question, "")
            settled = any((one.question, one.group) == (question, group) and one.covers(name) for one in later)
            if group == decision.group or settled:
                found.pop((name, question), None)
            else:
                found[name, question] = Again(submission=name, decision=decision, group=group)
    return tuple(found.values())
