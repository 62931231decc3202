"""nbgrader: reads the folder `submitted` of a course, or the exchange's folder `inbound`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from grader.errors import CallerError
from grader.model.roster import Entry
from grader.platforms.arrival import Arrival, Arrivals, LeftOut
from grader.platforms.dates import iso
from grader.platforms.download import Download
from grader.submission.files import GatheredFile, is_code

NAME = "nbgrader"
"""The platform's name."""
INBOUND = re.compile(
    r"^(?P<student>.+)\+(?P<assignment>[^+]+)\+(?P<timestamp>\d{4}-\d\d-\d\d[^+]*)(?:\+(?P<mark>[^+]+))?$"
)
"""A folder of the exchange: `bitdiddle+ps1+2015-02-02 15:58:23.948203 UTC+kLzM1`."""
SUBMITTED = "submitted"
"""The step of a course's folder in which hand-ins are collected."""
TIMESTAMP = "timestamp.txt"
"""The file in which nbgrader notes the time of handing in, and a student may have; it is not read."""
_STEPS = {"source", "release", "autograded", "feedback", "downloaded"}
"""The other steps of a course, each a folder beside `submitted`."""
_NOT_THEIRS = {TIMESTAMP, "submission_secret.txt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The parts of a file's path."""

    student: str
    """The student's id."""
    assignment: str
    """The assignment's name."""
    timestamp: str
    """The time of handing in, where the folder's name holds it; else empty."""
    key: str
    """The hand-in's folder."""
    file: str
    """The student's own path."""


def place_of(path: str) -> Place | None:
    """Split a path into its parts; return None where the file is in no hand-in."""
    first, _, below = path.partition("/")
    found = INBOUND.match(first)
    if found and below:
        return Place(
            student=found["student"],
            assignment=found["assignment"],
            timestamp=found["timestamp"],
            key=first,
            file=below,
        )
    parts = path.split("/", 3)
    if first == SUBMITTED and len(parts) == 4:
        _, student, assignment, file = parts
        return Place(student=student, assignment=assignment, timestamp="", key=f"{student}/{assignment}", file=file)
    return None


def fits(download: Download) -> bool:
    """Return whether a download is nbgrader's course or exchange, and not another in which a hand-in is so named."""
    items = _rooted(download)
    hand_ins = {path.split("/", 1)[0] for path in items if "/" in path or is_code(path)}
    beside = hand_ins - {SUBMITTED, "nbgrader_config.py"}
    is_course = SUBMITTED in hand_ins and any(map(place_of, items)) and (not beside or bool(beside & _STEPS))
    return is_course or download.is_mostly(lambda path: place_of(path) is not None)


def arrivals(download: Download, assignment: str = "") -> Arrivals:
    """Find the hand-ins for one assignment; each attempt of a student is a hand-in.

    Args:
        download: a course, its folder `submitted`, or an exchange's `inbound`.
        assignment: which one; may be empty where there is one alone.

    Raises:
        CallerError: there are several assignments and none was named, or the named one is not there.
    """
    placed, left_out = [], []
    for path, item in _rooted(download).items():
        place = place_of(path)
        if place:
            placed.append((place, item))
        elif path.startswith(f"{SUBMITTED}/") or SUBMITTED not in download.tops():  # a course has much beside it
            left_out.append(LeftOut(path=path, why="no_hand_in"))
    wanted = _wanted(download, assignment, {place.assignment for place, _ in placed})
    found: dict[str, list[tuple[Place, GatheredFile]]] = defaultdict(list)
    for place, item in placed:
        if place.assignment == wanted:
            found[place.key].append((place, item))
    return Arrivals(found=tuple(_arrival(parts) for parts in found.values()), left_out=tuple(left_out))


def _rooted(download: Download) -> dict[str, GatheredFile]:
    """Return the files by path; a course's paths begin with `submitted`."""
    items = dict(download.items)
    named = download.path.stem == SUBMITTED and not any(place_of(path) for path in items)
    if SUBMITTED not in download.tops() and (named or download.is_mostly(_is_collected)):
        return {f"{SUBMITTED}/{path}": item for path, item in items.items()}
    return items


def _is_collected(path: str) -> bool:
    """Return whether a path is `<student>/<assignment>/timestamp.txt`."""
    parts = path.split("/")
    return len(parts) == 3 and parts[2] == TIMESTAMP and not INBOUND.match(parts[1])


def _wanted(download: Download, assignment: str, there: Iterable[str]) -> str:
    names = sorted(there)
    if assignment in names or (not assignment and len(names) == 1):
        return assignment or names[0]
    where, told = str(download.path), ", ".join(names)
    if assignment:
        raise CallerError("no_such_assignment", where=where, assignment=repr(assignment), names=told, first=names[0])
    raise CallerError("several_assignments", where=where, names=told, first=names[0])


def _arrival(found: list[tuple[Place, GatheredFile]]) -> Arrival:
    place = found[0][0]
    attempt = re.sub(r"[^0-9A-Za-z]+", "", place.timestamp)
    entry = Entry(
        student=place.student,
        submitted_at=iso(place.timestamp, place.key),  # never from timestamp.txt, which a student may have written
        platform=NAME,
        key=place.key,
    )
    return Arrival(
        id="_".join(piece for piece in (place.student, attempt) if piece),
        items={place.file: item for place, item in found if place.file not in _NOT_THEIRS},
        entries=(entry,),
    )
