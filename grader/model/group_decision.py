"""Defines the record of a person's decision about all hand-ins of one behaviour at one question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .decision import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDecision:
    """Points, a comment and a name for a group; they hold for whoever has its behaviour, now and later."""

    id: str
    """The decision's id."""
    question: str
    """The question's id."""
    group: str
    """The name of the group's behaviour."""
    points: Mapping[str, float] = field(default_factory=dict)
    """Points by criterion; a criterion that is left out keeps what was measured."""
    comment: str = ""
    """The reason, in words that the student reads."""
    name: str = ""
    """What the group is called; its hand-ins get it as a finding where no known mistake is named."""
    only: tuple[str, ...] = ()
    """The part of the group that it is for, by hand-in; empty for all of it, also for those that come later."""
    members: tuple[str, ...] = ()
    """The hand-ins that it was for when it was made."""
    who: str
    """The name of the person who decided."""
    when: str
    """The time of the decision in UTC, as ISO 8601."""

    def covers(self, submission: str) -> bool:
        """Return whether it is for a hand-in that has the group's behaviour."""
        return not self.only or submission in self.only


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRule:
    """A decision about a group together with the behaviour by which it is told who belongs to it."""

    decision: GroupDecision
    """The decision."""
    behaviour: bytes = field(repr=False)
    """The behaviour, as its file holds it; its hash is the group's name."""


Ruling = Decision | GroupRule
"""What a person decided: about one hand-in, or about all of a behaviour."""
