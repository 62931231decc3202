"""Reads a plain folder with a sub-folder, notebook or zip for each student, as `grader batch` takes it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath

from grader.model.roster import Entry
from grader.submission.files import GatheredFile, is_code, is_surely_hand_in, is_text_hand_in

from .arrival import Arrival, Arrivals, LeftOut
from .download import Download
from .platform import Importer, Platform


def fits(download: Download) -> bool:
    """Return whether a download holds a hand-in."""
    return bool(arrivals(download).found)


def arrivals(download: Download, _assignment: str = "") -> Arrivals:
    """Find the hand-ins: each entry at the top is one, and its name is the student's id."""
    inner = _unwrapped(download)
    tops: dict[str, dict[str, GatheredFile]] = defaultdict(dict)
    left_out = []
    sure = any("/" in path or is_surely_hand_in(path) for path in inner.items)
    for path, item in inner.items.items():
        top, _, below = path.partition("/")
        if top.startswith((".", "__")) or not (below or is_surely_hand_in(top) or (sure and is_text_hand_in(top))):
            left_out.append(LeftOut(path=path, why="no_hand_in"))
        else:
            tops[top][below or top] = item
    found: dict[str, Arrival] = {}
    for top in sorted(tops, key=lambda top: (top in inner.items, top)):
        stem = PurePosixPath(top).stem if top in inner.items else top
        student = top if stem in found else stem  # as in `grader batch`, the ending stays where the name is taken
        found[student] = Arrival(id=student, items=tops[top], entries=(Entry(student=student, key=top),))
    return Arrivals(found=tuple(found.values()), left_out=tuple(left_out))


def _unwrapped(download: Download) -> Download:
    """Return the download without the single folder around all hand-ins; one that holds code is a student's own."""
    inner = download.peeled()
    if download.path.is_dir() or inner is None:
        return download
    own = any(is_code(path) for path in inner.items if "/" not in path)
    return inner if download.path.stem in download.tops() or not own else download


PLATFORM = Platform(
    name="folder",
    title="plain folder",
    importer=Importer(
        expected="sub-folders, notebooks and zips, one a student", fits=fits, arrivals=arrivals, fallback=True
    ),
)
