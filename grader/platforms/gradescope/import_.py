"""Gradescope: reads the zip of "Export Submissions"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from grader.errors import CallerError
from grader.model.roster import Entry
from grader.platforms.arrival import Arrival, Arrivals, LeftOut
from grader.platforms.dates import iso
from grader.platforms.download import Download
from grader.submission.files import MAX_FILE, GatheredFile

NAME = "gradescope"
"""The platform's name."""
METADATA = "submission_metadata.yml"
"""The file that says who handed in what; its keys are symbols of Ruby, with a colon before them."""
_OURS = re.compile(r"^(?:\S|  :(?!results:|history:))")
_NOT_OURS = re.compile(r"^  :(?:results|history):")


def fits(download: Download) -> bool:
    """Return whether a download is a zip of Gradescope."""
    return METADATA in download.items


def arrivals(download: Download, _assignment: str = "") -> Arrivals:
    """Find the hand-ins; a group's hand-in is one, with an entry for each of its students.

    Raises:
        CallerError: what the export says of the hand-ins cannot be read, or the package that reads it is missing.
    """
    told = _metadata(download)
    items: dict[str, dict[str, GatheredFile]] = defaultdict(dict)
    left_out = []
    for path, item in download.items.items():
        top, _, below = path.partition("/")
        if below or path in told:
            items[top][below or top] = item
        elif path != METADATA:
            left_out.append(LeftOut(path=path, why="no_hand_in"))
    left_out += [LeftOut(path=name, why="no_files") for name in told if name not in items]
    found = tuple(_arrival(top, files, told.get(top, {})) for top, files in items.items())
    return Arrivals(found=found, left_out=tuple(left_out))


def _arrival(top: str, items: dict[str, GatheredFile], told: Mapping[str, Any]) -> Arrival:
    """Return one hand-in; if the metadata do not list it, the folder's name is taken as the student's id."""
    name = PurePosixPath(top).stem if top in items else top
    submitted_at = iso(_text(told, ":created_at"), top)
    people = told.get(":submitters")
    known = [one for one in people if isinstance(one, dict)] if isinstance(people, list) else []
    entries = [
        Entry(
            student=_text(one, ":sid") or _text(one, ":email") or _text(one, ":name") or name,
            name=_text(one, ":name"),
            email=_text(one, ":email"),
            submitted_at=submitted_at,
            platform=NAME,
            key=top,
        )
        for one in known or [{}]
    ]
    return Arrival(id=name, items=items, entries=tuple(entries))


def _text(told: Mapping[str, Any], key: str) -> str:
    found = told.get(key)
    return found.strip() if isinstance(found, str) and found.strip() not in ("null", "~") else ""


def _metadata(download: Download) -> dict[str, dict[str, Any]]:
    """Read each hand-in's metadata with all values as text, so that `00123` keeps its zeros."""
    yaml, refused = _yaml()
    try:
        text = download.items[METADATA].read(8 * MAX_FILE).decode("utf-8-sig")
        told = yaml.load("\n".join(who_and_when(text)))
    except (OSError, ValueError, RuntimeError, RecursionError, refused) as error:
        first = str(error).strip().split("\n")[0]
        raise CallerError("metadata_unreadable", where=str(download.path), file=METADATA, reason=first) from error
    if not isinstance(told, dict):
        raise CallerError("metadata_without_submitters", where=str(download.path), file=METADATA)
    return {str(name): one for name, one in told.items() if isinstance(one, dict)}


def who_and_when(text: str) -> Iterator[str]:
    """Return the metadata's lines on submitters and times; the rest would take minutes to parse."""
    skipping = False
    for line in text.splitlines():
        if _NOT_OURS.match(line):
            skipping = True
        elif _OURS.match(line):
            skipping = False
        if not skipping:
            yield line


def _yaml() -> tuple[Any, type[Exception]]:
    """Return a YAML reader that yields only texts, lists and dictionaries, and the exception that it raises."""
    try:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import YAMLError
    except ImportError as error:
        raise CallerError("no_yaml_for_gradescope") from error
    return YAML(typ="base", pure=True), YAMLError
