"""The records of a hand-in as it was found in a platform's download."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from grader.errors import SubmissionError
from grader.model.roster import Entry
from grader.submission.files import MAX_BYTES, GatheredFile, gather_items, is_code, unpacked


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A file or hand-in of a download that is not imported."""

    path: str
    """The path in the download, or `<hand-in>/<path>` in a hand-in."""
    why: str
    """`link`, `outside`, `unreadable`, `large`, `name`, `many`, `no_hand_in` or `no_files`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One hand-in: its files, not yet read, and its students."""

    id: str
    """The name that its folder should have; `hand_in_ids.with_final_ids` makes it safe and unique."""
    items: Mapping[str, GatheredFile]
    """The files, unread, by path in the hand-in."""
    entries: tuple[Entry, ...]
    """One for each student; their `submission` is set together with the final id."""

    def called(self, name: str) -> Arrival:
        """Return a copy of the hand-in with another id."""
        return replace(self, id=name, entries=tuple(replace(entry, submission=name) for entry in self.entries))


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """All hand-ins of a download, and the files that belong to none."""

    found: tuple[Arrival, ...]
    """The hand-ins, in the order of their ids."""
    left_out: tuple[LeftOut, ...] = ()
    """Files that belong to none of them."""


def key_from(entry: Entry, platform: str) -> str:
    """Return the name by which a platform knows a hand-in; empty where it came from another platform.

    Args:
        entry: the student and hand-in.
        platform: the platform's name.
    """
    return entry.key if entry.platform == platform else ""


def content_of(arrival: Arrival) -> tuple[Mapping[str, bytes], tuple[LeftOut, ...]]:
    """Read the files of a hand-in within the usual bounds of size and number.

    Returns:
        The contents by path, and what was left out.
    """
    items = [replace(item, name=path) for path, item in arrival.items.items()]
    read = gather_items(items)
    files = {path: content for path, content in read.files.items() if not _below_a_file(path, read.files)}
    left_out = [LeftOut(path=f"{arrival.id}/{path}", why="name") for path in read.files if path not in files]
    left_out += [
        LeftOut(path=f"{arrival.id}/{remark.facts['path']}", why=remark.id.removeprefix("left_out_"))
        for remark in read.remarks
    ]
    return _opened(files), tuple(left_out)


def _opened(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Unpack the zips of a hand-in that holds several, since `submission.files.gather` opens only a single one."""
    zips = [path for path in files if path.lower().endswith(".zip")]
    if len(zips) < 2 or any(is_code(path) for path in files):
        return files
    found = {path: content for path, content in files.items() if path not in zips}
    for path in zips:
        try:
            inner = unpacked(io.BytesIO(files[path]), Path(path)).files
        except SubmissionError:
            inner = {}
        folder = path[: -len(".zip")]
        fits = inner and sum(map(len, found.values())) + sum(map(len, inner.values())) <= MAX_BYTES
        more = {f"{folder}/{name}": content for name, content in inner.items()} if fits else {path: files[path]}
        if any(_below_a_file(name, found | more) for name in more):
            more = {path: files[path]}
        found |= more
    return found


def _below_a_file(path: str, files: Mapping[str, bytes]) -> bool:
    """Return whether a parent folder of this path is itself a file, which only a malicious zip contains."""
    parts = path.split("/")
    return any("/".join(parts[:depth]) in files for depth in range(1, len(parts)))
