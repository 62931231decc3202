"""Says what a marker reads next, and how far everybody is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.gradebook.answer_groups import AnswerGroup
from grader.gradebook.mark_log import MarkLog

from .board import AskedQuestion
from .claims import Claims
from .similar import nearest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How much of a question is marked."""

    groups: int
    """Number of different answers."""
    waiting: int
    """Number of different answers of which some hand-in waits."""
    hand_ins: int
    """Number of hand-ins that wait."""
    by_marker: Mapping[str, int]
    """By each person's name, how many different answers bear that person's mark."""
    part: int
    """Number of different answers in the asking marker's part."""
    part_waiting: int
    """How many of them wait."""


def part_of(question: AskedQuestion, markers: Sequence[str], marker: str) -> frozenset[str]:
    """Return the ids of the groups that fall to a marker, equally many to each up to one.

    Args:
        question: the question.
        markers: the names of all markers.
        marker: the name of one.
    """
    order = sorted(question.by_id)
    if marker not in markers:
        return frozenset(order)
    return frozenset(order[markers.index(marker) :: len(markers)])


def progress_of(question: AskedQuestion, log: MarkLog, markers: Sequence[str], marker: str) -> Progress:
    """Return how far a question is, as one of the markers sees it."""
    part = part_of(question, markers, marker)
    waiting: dict[str, int] = {}
    by_marker: Counter[str] = Counter()
    for group in question.groups:
        records = log.lasts(group)
        if None in records:
            waiting[group.id] = records.count(None)
        elif records[0] is not None:
            by_marker[records[0].decision.who] += 1
    return Progress(
        groups=len(question.groups),
        waiting=len(waiting),
        hand_ins=sum(waiting.values()),
        by_marker=dict(sorted(by_marker.items())),
        part=len(part),
        part_waiting=len(part & waiting.keys()),
    )


def next_group(
    question: AskedQuestion,
    log: MarkLog,
    claims: Claims,
    markers: Sequence[str],
    marker: str,
    after: AnswerGroup | None,
) -> AnswerGroup | None:
    """Return the group that a marker reads next: it waits, nobody else reads it, and it is of the own part first.

    What is much like the last one comes before what more hand-ins have.

    Args:
        question: the question.
        log: the marks.
        claims: who reads what.
        markers: the names of all markers.
        marker: the name of the one who asks.
        after: the group that this marker read last; None for none.
    """
    waiting = [
        group
        for group in _from(question, after)
        if None in log.lasts(group) and claims.holder(group.id) in ("", marker)
    ]
    waiting = [group for group in waiting if after is None or group.id != after.id] or waiting
    part = part_of(question, markers, marker)
    wanted = [group for group in waiting if group.id in part] or waiting
    near = None if after is None or not wanted else nearest_of(question, after, wanted)
    return near or next(iter(wanted), None)


def _from(question: AskedQuestion, after: AnswerGroup | None) -> Sequence[AnswerGroup]:
    """Return the groups of a question, those behind one of them first, so that leaving one out leads on."""
    names = list(question.by_id)
    place = names.index(after.id) + 1 if after is not None and after.id in question.by_id else 0
    return (*question.groups[place:], *question.groups[:place])
