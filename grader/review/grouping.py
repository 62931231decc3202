"""The groups of a class as its pages show them: what is seen of each, what was decided, and what still asks for it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from grader.behaviour.groups import Group, Kind
from grader.behaviour.index import Index, groups_of
from grader.errors import CallerError
from grader.gradebook.group_decisions import GroupDecisions, last_id
from grader.gradebook.rows import Row
from grader.grading.behaviour_index import is_current
from grader.grading.group_waiting import Again, to_look_at_again
from grader.model.group_decision import GroupDecision

from .class_state import ClassState
from .commands import command_line

STATUSES = ("open", "again", "partly", "named", "explained", "follows", "decided", "right")
"""What can be said of a group, those first that ask for a person."""
ASKING = ("open", "again", "partly")
"""What a group is called that asks for a person."""
_NOTHING_SAID = ("unknown", "raised")
_ELSEWHERE = ("below_first",)


@dataclass(frozen=True, kw_only=True)
class ShownGroup:
    """A group as the pages show it."""

    group: Group
    """The group."""
    status: str
    """One of `STATUSES`."""
    score: float
    """The points of its first hand-in at the question, as they are now."""
    findings: tuple[str, ...]
    """What the report of its first hand-in says it is."""
    decisions: tuple[GroupDecision, ...]
    """What was decided about it, oldest first."""
    again: tuple[str, ...]
    """Its hand-ins to look at again, since a decision about another group held for them."""

    @property
    def name(self) -> str:
        """Return what the group was called last; empty where it has no name."""
        return next((one.name for one in reversed(self.decisions) if one.name), "")

    @property
    def seen(self) -> str:
        """Return what a form about the group brings back, by which it is told whether somebody else decided since."""
        return last_id(self.decisions)


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """The groups of a class as it is now."""

    state: ClassState
    """The class."""

    @property
    def index(self) -> Index:
        """Return who is in which group."""
        return self.state.groups.index

    @property
    def decisions(self) -> GroupDecisions:
        """Return what was decided about groups."""
        return self.state.groups.decisions

    @cached_property
    def again(self) -> Mapping[tuple[str, str], Again]:
        """Return the hand-ins to look at again, by question and hand-in."""
        found = to_look_at_again(self.state.groups, self.state.graded.contents)
        return {(one.decision.question, one.submission): one for one in found}

    @cached_property
    def questions(self) -> tuple[tuple[str, str, float], ...]:
        """Return id, title and points of each question that has groups, in the rubric's order."""
        return tuple(asked for asked in self.state.about.asked if asked[0] in self.index.evidence)

    def is_current(self) -> bool:
        """Return whether the groups are those of the class as it is now."""
        about = self.state.about
        return is_current(self.state.folder, self.index, about.sha256, about.submissions)

    def at(self, question: str) -> tuple[ShownGroup, ...]:
        """Return the groups at a question, the largest first."""
        return tuple(self._shown(group) for group in groups_of(self.index, question, self.state.rows))

    def _shown(self, group: Group) -> ShownGroup:
        first = self.state.rows[group.members[0]]
        decisions = self.decisions.of(group.question, group.id)
        again = tuple(name for name in group.members if (group.question, name) in self.again)
        entries = self._entries(group)
        return ShownGroup(
            group=group,
            status=self._status(group, first, decisions, again, entries),
            score=first.questions.get(group.question, 0.0),
            findings=tuple(str(entry["title"]) for entry in entries),
            decisions=decisions,
            again=again,
        )

    def _entries(self, group: Group) -> list[dict[str, object]]:
        found = self.state.graded.summary_entries[group.members[0]]["found"]
        return [entry for entry in found if group.question in entry["questions"]]

    def _status(
        self,
        group: Group,
        first: Row,
        decisions: Sequence[GroupDecision],
        again: Sequence[str],
        entries: Sequence[Mapping[str, object]],
    ) -> str:
        covered = [any(one.covers(name) for one in decisions) for name in group.members]
        if all(covered):
            return "decided"
        if again:
            return "again"
        lost = [one for one in first.criteria if one.question == group.question and one.score < one.max_score]
        if any(covered):
            return "partly"
        if not lost or all(one.verdict == "pending" for one in lost):
            return "right" if group.evidence.kind is Kind.RIGHT else "follows"
        if all(one.verdict == "blocked" for one in lost) or any(entry["kind"] in _ELSEWHERE for entry in entries):
            return "follows"
        if any(entry["mistake"] for entry in entries):
            return "named"
        if group.evidence.kind is Kind.SILENT or any(entry["kind"] not in _NOTHING_SAID for entry in entries):
            return "explained"
        return "open"


def shown_group(groups: Sequence[ShownGroup], name: str, question: str) -> ShownGroup:
    """Return a group of a question.

    Args:
        groups: the question's groups.
        name: the group's name.
        question: the question's id.

    Raises:
        CallerError: there is no such group any more.
    """
    found = next((one for one in groups if one.group.id == name), None)
    if found is None:
        raise CallerError("no_such_group", group=repr(name), question=question)
    return found


_RUNNING: dict[Path, subprocess.Popen[bytes]] = {}
"""By class, the process that makes its groups."""


def make_groups(folder: Path, question: str) -> str:
    """Make the groups of a class in a process of its own, since that runs code of the assignment.

    Args:
        folder: the class's results.
        question: any question of the class.

    Returns:
        What kept the last such process from it; empty where nothing did, or one is at work.
    """
    running = _RUNNING.get(folder)
    if running is not None and running.poll() is None:
        return ""
    if running is not None and running.returncode:
        del _RUNNING[folder]
        return (running.stderr.read() if running.stderr else b"").decode("utf-8", "replace")[-2000:].strip()
    command = command_line(["show", str(folder), "--groups", question, "--json"])
    _RUNNING[folder] = subprocess.Popen(  # noqa: S603 - our own command
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    return ""
