"""Tells which reports do not yet hold what was decided about groups, and which hand-ins a decision lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from grader.behaviour.index import Index, read_index
from grader.gradebook.group_decisions import GroupDecisions, read_group_decisions
from grader.gradebook.rows import Row
from grader.gradebook.store import GradebookContents
from grader.model.decision import Decision
from grader.model.group_decision import GroupDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassGroups:
    """Who is in which group, and what was decided about these."""

    index: Index = field(default_factory=Index)
    """The groups."""
    decisions: GroupDecisions = field(default_factory=GroupDecisions)
    """The decisions."""

    def due(self, submission: str) -> tuple[GroupDecision, ...]:
        """Return the decisions that are to hold for a hand-in."""
        placed = self.index.hand_ins.get(submission)
        if placed is None or not self.decisions.standing:
            return ()
        found = (self.decisions.last_for(*place, submission) for place in placed.groups.items())
        return tuple(one for one in found if one is not None)

    def is_behind(self, row: Row) -> bool:
        """Return whether a hand-in's report does not hold what was decided: something is missing, or was taken back."""
        standing = {one.id for one in self.decisions.standing}
        return not {one.id for one in self.due(row.submission)} <= set(row.groups) <= standing


def class_groups(folder: Path) -> ClassGroups:
    """Return the groups of a class, and what was decided about these.

    Raises:
        CallerError: a decision cannot be read.
    """
    return ClassGroups(index=read_index(folder), decisions=read_group_decisions(folder))


def waiting_for(groups: ClassGroups, rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the hand-ins whose reports do not yet hold what was decided about their groups.

    Args:
        groups: the groups and the decisions.
        rows: the class.
    """
    return tuple(row.submission for row in rows if groups.is_behind(row))


def unwritten_points(groups: ClassGroups, rows: Iterable[Row], own: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the points of decisions about groups that no report contains yet, a decision a criterion and hand-in.

    Args:
        groups: the groups and the decisions.
        rows: the class.
        own: the decisions about single hand-ins, which go before.
    """
    given = {(one.submission, *one.place) for one in _last(own) if one.points is not None}
    return tuple(
        Decision(
            submission=row.submission,
            question=decision.question,
            criterion=criterion,
            points=points,
            comment=decision.comment,
            who=decision.who,
            when=decision.when,
        )
        for row in rows
        for decision in groups.due(row.submission)
        if decision.id not in row.groups
        for criterion, points in decision.points.items()
        if (row.submission, decision.question, criterion) not in given
    )


def _last(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    return tuple({(one.submission, *one.place): one for one in decisions}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A hand-in to look at again: a decision held for it, and its behaviour is another one now."""

    submission: str
    """The hand-in's id."""
    decision: GroupDecision
    """The decision that held for it."""
    group: str
    """The name of its group now; empty where it has none."""


def to_look_at_again(groups: ClassGroups, contents: GradebookContents) -> tuple[Again, ...]:
    """Return the hand-ins for which a decision held whose behaviour they no longer have.

    Those with points of their own at the question, and those whose present group was decided later, are settled.

    Args:
        groups: the groups and the decisions.
        contents: the class.
    """
    index, decisions = groups.index, groups.decisions
    own = {(one.submission, one.question) for one in _last(contents.decisions) if one.points is not None}
    there = {row.submission for row in contents.rows}
    found: dict[tuple[str, str], Again] = {}
    for place, decision in enumerate(decisions.standing):
        later = decisions.standing[place + 1 :]
        question = decision.question
        for name in decisions.held.get(decision.id, frozenset()):
            placed = index.hand_ins.get(name)
            if name not in there or placed is None or (name, question) in own:
                continue
            group = placed.groups.get(question, "")
            settled = any((one.question, one.group) == (question, group) and one.covers(name) for one in later)
            if group == decision.group or settled:
                found.pop((name, question), None)
            else:
                found[name, question] = Again(submission=name, decision=decision, group=group)
    return tuple(found[place] for place in sorted(found))
