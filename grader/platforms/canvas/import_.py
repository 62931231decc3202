"""Canvas: read the flat zip of "Download Submissions"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grader.model.roster import Entry
from grader.platforms.arrival import Arrival, Arrivals, LeftOut
from grader.platforms.download import Download
from grader.submission.files import GatheredFile

NAME = "canvas"
"""The platform's name."""
_HEAD = r"^(?:(?!LATE_|anon_)(?P<name>.+?)_)?(?P<late>LATE_)?(?:anon_(?P<anon>[^_]+)|(?P<user>\d+))_"
UPLOAD = re.compile(rf"{_HEAD}(?P<attachment>\d+)_(?P<file>.+)$")
"""An uploaded file: `doejane_LATE_4411_98765_hw.ipynb`."""
TYPED = re.compile(rf"{_HEAD}(?P<file>(?:text|link)\.html)$")
"""A text or a link that was typed in: `doejane_4411_text.html`."""
_AGAIN = re.compile(r"^(?P<stem>.+)-[1-9]\d?(?P<ending>\.(?:py|ipynb))$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The parts of a file's name."""

    name: str
    """The student's or group's name as Canvas shortens it; empty where it is anonymous."""
    user: str
    """The user's id, or `anon_` and the anonymous one."""
    attachment: str
    """The attachment's id; empty for what was typed in."""
    late: bool
    """Whether it is marked as late."""
    file: str
    """The student's own name of the file."""


def part_of(name: str) -> Part | None:
    """Split a file's name into its parts; return None where it is not a name that Canvas makes."""
    found = None if "/" in name else UPLOAD.match(name) or TYPED.match(name)
    if found is None:
        return None
    said = found.groupdict()
    return Part(
        name=said["name"] or "",
        user=said["user"] or f"anon_{said['anon']}",
        attachment=said.get("attachment") or "",
        late=bool(said["late"]),
        file=said["file"],
    )


def fits(download: Download) -> bool:
    """Return whether a download is a zip of Canvas."""
    ours = sum(part_of(path) is not None for path in download.items)
    return 2 * ours >= len(download.items)


def arrivals(download: Download, _assignment: str = "") -> Arrivals:
    """Find the hand-ins: all files of one user make one hand-in."""
    by_user: dict[str, list[tuple[Part, GatheredFile]]] = defaultdict(list)
    left_out = []
    for path, item in download.items.items():
        part = part_of(path)
        if part is None:
            left_out.append(LeftOut(path=path, why="no_hand_in"))
        else:
            by_user[part.user].append((part, item))
    return Arrivals(found=tuple(_arrival(parts) for parts in by_user.values()), left_out=tuple(left_out))


def _arrival(found: list[tuple[Part, GatheredFile]]) -> Arrival:
    parts = [part for part, _ in found]
    first = min(parts, key=lambda part: (not part.attachment, int(part.attachment or 0)))
    prefix = f"{first.name}_{first.user}" if first.name else first.user
    names = plain_names([part.file for part in parts])
    entry = Entry(
        student=first.user,
        name=first.name,
        late="yes" if any(part.late for part in parts) else "",
        platform=NAME,
        key=_key(first),
    )
    return Arrival(id=prefix, items=_without_twins(names, found), entries=(entry,))


def _key(part: Part) -> str:
    """Return the prefix that a feedback file's name must have.

    Canvas takes the first two parts that are digits for the user's and the attachment's id, so a student's or group's
    name with such a part (`team_7`) is left out of the prefix.
    """
    misleading = any(piece.isdecimal() for piece in part.name.split("_"))
    pieces = ["" if misleading else part.name, part.user, part.attachment]
    return "_".join(piece for piece in pieces if piece)


def plain_names(names: Iterable[str]) -> Mapping[str, str]:
    """Return the original names of code files that were uploaded again, by the names that Canvas gave them.

    Canvas calls a second upload of `layers.py` `layers-1.py`, which no assignment asks for. It gets its original name
    unless two files of the hand-in would then have the same name; in that case both keep Canvas's names. Files other
    than code keep their names, since a notebook may show `plot-1.png` by that name.
    """
    given = list(dict.fromkeys(names))
    plain = {name: _plain(name) for name in given}
    wanted = Counter(name.casefold() for name in plain.values())
    return {name: own if wanted[own.casefold()] == 1 else name for name, own in plain.items()}


def _plain(name: str) -> str:
    found = _AGAIN.match(name)
    return f"{found['stem']}{found['ending']}" if found else name


def _without_twins(names: Mapping[str, str], found: list[tuple[Part, GatheredFile]]) -> Mapping[str, GatheredFile]:
    """Return the files by name; of two with one name, the newer is kept, which has the higher attachment number."""
    items = {}
    for part, item in sorted(found, key=lambda one: int(one[0].attachment or 0)):
        items[names[part.file]] = item
    return items
