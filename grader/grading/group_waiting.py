"""Tells which reports do not yet hold what was decided about groups, and which hand-ins a decision lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.behaviour.index import Index, read_index
from grader.gradebook.group_decisions import GroupDecisions, read_group_decisions
from grader.gradebook.store import GradebookContents
from grader.model.decision import Decision
from grader.model.group_decision import GroupDecision


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
