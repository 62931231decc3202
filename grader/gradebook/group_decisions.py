"""Writes and reads decisions about groups in `group_decisions.jsonl`, one a line; only rewritten to forget a student.

A line takes a decision, takes one back, or notes hand-ins that a decision came to hold for. Why it is so:
docs/decisions/0052.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal

from grader.errors import CallerError
from grader.model.group_decision import GroupDecision

from .records import add_records, change_records, read_records

FILE = "group_decisions.jsonl"
"""Name of the file in a folder of results."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of the file."""

    kind: Literal["decided", "undone", "joined"]
    """Whether a decision was made, was taken back, or came to hold for further hand-ins."""
    id: str
    """The decision's id."""
    decision: GroupDecision | None = None
    """The decision, where it was made."""
    submissions: tuple[str, ...] = ()
    """The hand-ins for which it came to hold."""
    who: str = ""
    """The name of the person who took it back."""
    when: str = ""
    """The time when it was taken back, in UTC, as ISO 8601."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDecisions:
    """All decisions about groups that were not taken back."""

    standing: tuple[GroupDecision, ...] = ()
    """The decisions, oldest first."""
    held: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By decision, the hand-ins for which it ever held."""
    lines: int = 0
    """Number of lines that they were read from, which changes with every decision."""
    _by_group: Mapping[tuple[str, str], tuple[GroupDecision, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[tuple[str, str], tuple[GroupDecision, ...]] = {}
        for one in self.standing:
            place = (one.question, one.group)
            found[place] = (*found.get(place, ()), one)
        object.__setattr__(self, "_by_group", found)

    def of(self, question: str, group: str) -> tuple[GroupDecision, ...]:
        """Return the decisions about one group, oldest first."""
        return self._by_group.get((question, group), ())

    def last_for(self, question: str, group: str, submission: str) -> GroupDecision | None:
        """Return the decision that holds for a hand-in with a group's behaviour; None where there is none."""
        return next((one for one in reversed(self.of(question, group)) if one.covers(submission)), None)


def new_id() -> str:
    """Return an id that no other decision has."""
    return secrets.token_hex(6)


def read_group_decisions(folder: Path) -> GroupDecisions:
    """Read the decisions about groups; an incomplete last line was never confirmed, and is skipped.

    Raises:
        CallerError: a line is no decision.
    """
    return _standing(read_records(folder / FILE, _Line))


def _standing(lines: Iterable[_Line]) -> GroupDecisions:
    found: dict[str, GroupDecision] = {}
    held: dict[str, set[str]] = {}
    lines = tuple(lines)
    for line in lines:
        if line.kind == "undone":
            found.pop(line.id, None)
        elif line.kind == "decided" and line.decision is not None:
            found[line.id] = line.decision
            held.setdefault(line.id, set()).update(line.decision.members)
        else:
            held.setdefault(line.id, set()).update(line.submissions)
    return GroupDecisions(
        standing=tuple(found.values()),
        held={name: frozenset(names) for name, names in held.items() if name in found},
        lines=len(lines),
    )


def add_group_decision(folder: Path, decision: GroupDecision, seen: str | None = None) -> None:
    """Append a decision; it is on the disk when this returns.

    The same decision by the same person, as a form that is sent twice brings it, is not recorded again.

    Args:
        folder: the folder of results.
        decision: the decision.
        seen: the id of the last decision about the group that the person saw who decides, empty for none; None where
            it does not matter.

    Raises:
        CallerError: somebody else decided since.
        OutputError: the file cannot be written.
    """

    def decided(lines: tuple[_Line, ...]) -> list[_Line]:
        before = _standing(lines).of(decision.question, decision.group)
        if before and _is_same(before[-1], decision):
            return []
        if seen is not None and seen != last_id(before):
            last = before[-1] if before else None
            told = {"who": last.who, "when": last.when} if last is not None else {"who": "-", "when": "-"}
            raise CallerError("group_decided_meanwhile", group=decision.group, question=decision.question, **told)
        return [_Line(kind="decided", id=decision.id, decision=decision)]

    add_records(folder / FILE, _Line, decided)


def last_id(decisions: Sequence[GroupDecision]) -> str:
    """Return the id of the last of some decisions; empty where there are none."""
    return decisions[-1].id if decisions else ""


def _is_same(one: GroupDecision, other: GroupDecision) -> bool:
    return replace(one, id=other.id, when=other.when, members=other.members) == other


def undo_group_decision(folder: Path, decision: str, who: str, when: str) -> None:
    """Take a decision back; the one before it about the same group holds again.

    Args:
        folder: the folder of results.
        decision: the decision's id.
        who: the name of the person who takes it back.
        when: the present time in UTC, as ISO 8601.

    Raises:
        CallerError: there is no such decision, or it was taken back.
        OutputError: the file cannot be written.
    """

    def undone(lines: tuple[_Line, ...]) -> list[_Line]:
        if all(one.id != decision for one in _standing(lines).standing):
            raise CallerError("no_such_group_decision", decision=repr(decision))
        return [_Line(kind="undone", id=decision, who=who, when=when)]

    add_records(folder / FILE, _Line, undone)


def note_held(folder: Path, holds: Mapping[str, Iterable[str]]) -> None:
    """Note the hand-ins for which decisions hold now, so that it is known later for which one no longer does.

    Args:
        folder: the folder of results.
        holds: by decision, the hand-ins.

    Raises:
        OutputError: the file cannot be written.
    """
    if not holds:
        return

    def joined(lines: tuple[_Line, ...]) -> list[_Line]:
        known = _standing(lines).held
        new = {name: sorted(set(names) - known[name]) for name, names in holds.items() if name in known}
        return [_Line(kind="joined", id=name, submissions=tuple(names)) for name, names in new.items() if names]

    add_records(folder / FILE, _Line, joined)


def drop_group_decisions(folder: Path, gone: Iterable[str]) -> None:
    """Rewrite the file without some hand-ins; decisions that held for them alone are left out.

    Args:
        folder: the folder of results.
        gone: the hand-ins' ids.

    Raises:
        CallerError: a line is no decision.
    """
    held: dict[str, set[str]] = {}
    for line in read_records(folder / FILE, _Line):
        members = () if line.decision is None else line.decision.members
        held.setdefault(line.id, set()).update(members, line.submissions)
    left_out = {name for name, whom in held.items() if whom and whom <= set(gone)}
    change_records(folder / FILE, _Line, partial(_without, gone=frozenset(gone), left_out=left_out))


def _without(line: _Line, gone: frozenset[str], left_out: set[str]) -> _Line | None:
    decision = line.decision
    if line.id in left_out:
        return None
    if decision is not None:
        only = tuple(name for name in decision.only if name not in gone)
        if decision.only and not only:
            return None
        members = tuple(name for name in decision.members if name not in gone)
        decision = replace(decision, only=only, members=members)
    return replace(line, decision=decision, submissions=tuple(n for n in line.submissions if n not in gone))
