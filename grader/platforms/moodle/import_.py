"""Moodle: reads the zip of "Download all submissions", in folders or flat."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from grader.model.roster import Entry
from grader.platforms.arrival import Arrival, Arrivals, LeftOut
from grader.platforms.download import Download
from grader.submission.files import GatheredFile

NAME = "moodle"
"""The platform's name."""
FIRST = re.compile(r"^(?P<name>[^_]+)_(?P<uid>\d+)_assignsubmission_(?P<plugin>[a-z]+)_?(?P<rest>.*)$")
"""The first part of a path: `Jane Doe_4411_assignsubmission_file`, then `_hw.ipynb` where it is flat."""
BLIND = "Participant"
"""The word in place of the name under blind marking, on an English site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The parts of a file's path."""

    name: str
    """The full name, the group's, or one that stands for all under blind marking."""
    uid: str
    """The participant's number in this assignment, or the group's."""
    file: str
    """The student's own path of the file."""


def part_of(path: str) -> Part | None:
    """Split a path into its parts; return None where it is not a path that Moodle makes."""
    first, _, below = path.partition("/")
    found = FIRST.match(first)
    file = "/".join(piece for piece in (found["rest"], below) if piece) if found else ""
    return Part(name=found["name"], uid=found["uid"], file=file) if found and file else None


def fits(download: Download) -> bool:
    """Return whether a download is a zip of Moodle."""
    return download.is_mostly(lambda path: part_of(path) is not None)


def arrivals(download: Download, _assignment: str = "") -> Arrivals:
    """Find the hand-ins: all that one participant uploaded or typed in makes one hand-in."""
    found: dict[tuple[str, str], dict[str, GatheredFile]] = defaultdict(dict)
    left_out = []
    for path, item in download.items.items():
        part = part_of(path)
        if part is None:
            left_out.append(LeftOut(path=path, why="no_hand_in"))
        else:
            found[part.uid, part.name][part.file] = item
    names = Counter(name for _, name in found)
    blind = {name for name, count in names.items() if name == BLIND or count == len(found) > 1}
    ready = tuple(_arrival(uid, name, items, name in blind) for (uid, name), items in found.items())
    return Arrivals(found=ready, left_out=tuple(left_out))


def _arrival(uid: str, name: str, items: dict[str, GatheredFile], blind: bool) -> Arrival:
    """Return one hand-in; its key for feedback is the folder's name of the file plugin, even for typed text."""
    entry = Entry(student=uid, name="" if blind else name, platform=NAME, key=f"{name}_{uid}_assignsubmission_file")
    return Arrival(id=f"{name}_{uid}", items=items, entries=(entry,))
