"""Says whether a hand-in is a group's, or that of one student who is also in some group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from grader.model.roster import Entry

from .row_matching import joined


def shared_hand_ins(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the platform's names of the hand-ins that several students share, or that are called like their group.

    A group alone says nothing: a course's tutorials are groups too, whose students hand in one by one.

    Args:
        entries: all students with their hand-ins.
    """
    known = list({(entry.student, entry.key): entry for entry in entries if entry.key}.values())
    count = Counter(entry.key for entry in known)
    return frozenset(entry.key for entry in known if count[entry.key] > 1 or _is_called_like_its_group(entry))


def _is_called_like_its_group(entry: Entry) -> bool:
    group = joined(entry.group)
    return bool(group) and joined(entry.key.split("_", 1)[0]) == group
