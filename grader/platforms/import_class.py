"""Makes a folder of hand-ins and a roster from a platform's download."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import CallerError
from grader.model.roster import Entry
from grader.platforms.arrival import Arrival, LeftOut, content_of
from grader.platforms.class_list import read_class
from grader.platforms.download import opened
from grader.platforms.hand_in_folder import Before, Placed, before, hash_of, place, put, staged
from grader.platforms.recognition import arrivals_of
from grader.platforms.registry import platform_of
from grader.platforms.student_matching import MatchedStudents, match_students
from grader.submission.roster import FILE, read_roster, roster_text
from grader.submission.times import DayOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The result of an import."""

    platform: str
    """The platform whose download it was."""
    matched: MatchedStudents
    """The hand-ins and their students."""
    counts: Mapping[str, int]
    """The number of files of each hand-in, by its id."""
    left_out: tuple[LeftOut, ...]
    """Files that were not taken over."""
    placed: Placed
    """Files that were written; none in a dry run."""
    gone: tuple[str, ...] = ()
    """Hand-ins of an earlier import that this download does not hold, and whose students have no other: they stay."""


def import_class(
    platform: str,
    source: Path,
    out: Path,
    roster: Path | None = None,
    assignment: str = "",
    dry_run: bool = False,
    dates: DayOrder | None = None,
) -> Imported:
    """Make a folder of hand-ins, `out/<submission id>/<files>`, and its roster, `out/roster.csv`.

    Importing the same download again changes nothing; from a later download, changed hand-ins replace the older ones.

    Args:
        platform: the name of one.
        source: the download, a zip or a folder.
        out: where the hand-ins go.
        roster: the file that lists the students of the class.
        assignment: the name of the assignment, where the platform's downloads may hold several; else empty.
        dry_run: write nothing.
        dates: the order of day and month in the roster's dates of numbers; None where it is not known.

    Raises:
        CallerError: the download, the roster or the folder cannot be used.
    """
    enrolled = None if roster is None else read_class(roster, platform_of(platform), dates)
    _refuse_inside(out, source)
    earlier = _earlier(out, platform, dates)
    with opened(source) as download:
        arrivals = arrivals_of(platform, download, assignment)
        found = match_students(arrivals.found, enrolled)
        old = _old(earlier, found)
        with nullcontext() if dry_run else staged(out) as stage:
            read = _read(found, stage)
            if not any(read.counts.values()):
                raise _unread(source)
            rows = _rows(found, old)
            placed = _placed(stage, out, platform, read, rows, earlier, old, roster) if stage else Placed()
    return Imported(
        platform=platform,
        matched=found,
        counts=read.counts,
        left_out=(*arrivals.left_out, *read.left_out),
        placed=placed,
        gone=tuple(dict.fromkeys(entry.submission for entry in old.stays)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """The hand-ins after their files were read."""

    hashes: Mapping[str, str]
    counts: Mapping[str, int]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Old:
    """Hand-ins of an earlier import that are not in this download."""

    stays: tuple[Entry, ...]
    """Entries of hand-ins with a student who has no other hand-in."""
    goes: frozenset[str]
    """Ids of hand-ins whose students all have another hand-in."""


def _earlier(out: Path, platform: str, dates: DayOrder | None) -> tuple[Before, tuple[Entry, ...]]:
    """Return the record of the last import, and the entries of its roster."""
    last = before(out)
    if last.platform not in ("", platform):
        raise CallerError("import_of_another_platform", where=str(out), platform=last.platform)
    known = last.platform and (out / FILE).is_file()
    return last, read_roster(out / FILE, dates) if known else ()


def _old(earlier: tuple[Before, tuple[Entry, ...]], found: MatchedStudents) -> _Old:
    ids = {arrival.id for arrival in found.arrivals}
    students = {entry.student for arrival in found.arrivals for entry in arrival.entries}
    absent = [entry for entry in earlier[1] if entry.submission and entry.submission not in ids]
    needed = {entry.submission for entry in absent if entry.student not in students}
    return _Old(
        stays=tuple(entry for entry in absent if entry.submission in needed),
        goes=frozenset(entry.submission for entry in absent) - needed,
    )


def _rows(found: MatchedStudents, old: _Old) -> tuple[Entry, ...]:
    """Return the roster's rows: students who handed in, now or in an earlier download, then those who did not."""
    handed_in = [entry for arrival in found.arrivals for entry in arrival.entries]
    there = {entry.student for entry in old.stays}
    return (*handed_in, *old.stays, *(entry for entry in found.missing if entry.student not in there))


def _read(found: MatchedStudents, stage: Path | None) -> _Read:
    """Read all hand-ins, one in memory at a time, and write them into the temporary folder if there is one."""
    hashes: dict[str, str] = {}
    counts: dict[str, int] = {}
    left_out: list[LeftOut] = []
    for arrival in found.arrivals:
        files, without = content_of(arrival)
        counts[arrival.id] = len(files)
        left_out += without
        for path, content in files.items():
            hashes[f"{arrival.id}/{path}"] = hash_of(content)
            if stage is not None:
                put(stage, f"{arrival.id}/{path}", content)
    return _Read(hashes=hashes, counts=counts, left_out=tuple(left_out))


def _placed(
    stage: Path,
    out: Path,
    platform: str,
    read: _Read,
    rows: Iterable[Entry],
    earlier: tuple[Before, tuple[Entry, ...]],
    old: _Old,
    roster: Path | None,
) -> Placed:
    """Move everything into place, the roster last; a hand-in without files gets a folder, so a batch reports it."""
    text = roster_text(rows).encode()
    put(stage, FILE, text)
    hashes = {**read.hashes, FILE: hash_of(text)}
    touched = old.goes | read.counts.keys()
    retired = [path for path in earlier[0].hashes if path not in hashes and path.split("/", 1)[0] in touched]
    own = roster is not None and roster.resolve() == (out / FILE).resolve()
    placed = place(stage, out, platform, hashes, retired, [FILE] if own else [])
    for name in read.counts:
        (out / name).mkdir(exist_ok=True)
    return placed


def _refuse_inside(out: Path, source: Path) -> None:
    if source.is_dir() and out.resolve().is_relative_to(source.resolve()):
        raise CallerError("out_in_download", where=str(out))


def _unread(source: Path) -> CallerError:
    return CallerError("download_damaged", where=str(source))


def as_json(imported: Imported) -> dict[str, Any]:
    """Return the result for programs, schema `grader/import/v1`."""
    return {
        "schema": "grader/import/v1",
        "platform": imported.platform,
        "submissions": [_submission(arrival, imported.counts) for arrival in imported.matched.arrivals],
        "missing": [entry.student for entry in imported.matched.missing],
        "unmatched": [entry.student for entry in imported.matched.unmatched],
        "left_out": [{"path": one.path, "why": one.why} for one in imported.left_out],
        "changed": {
            "written": len(imported.placed.written),
            "replaced": list(imported.placed.replaced),
            "removed": list(imported.placed.removed),
            "kept": list(imported.placed.kept),
            "gone": list(imported.gone),
        },
    }


def _submission(arrival: Arrival, counts: Mapping[str, int]) -> dict[str, Any]:
    return {
        "id": arrival.id,
        "students": [entry.student for entry in arrival.entries],
        "files": counts[arrival.id],
        "late": any(entry.late == "yes" for entry in arrival.entries),
        "submitted_at": next((entry.submitted_at for entry in arrival.entries if entry.submitted_at), ""),
    }
