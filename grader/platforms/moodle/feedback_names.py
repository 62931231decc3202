"""Reads and makes names of feedback files by the rules of Moodle."""

from __future__ import annotations

import re

from grader.model.roster import Entry
from grader.platforms.arrival import key_from
from grader.platforms.feedback_zip import FeedbackRules, FileName
from grader.platforms.row_matching import TableRow

from .import_ import NAME

_DIGITS = re.compile(r"[0-9]+")
_OURS = re.compile(r"[^_]+_(?P<user>[0-9]+)_assignsubmission_.*", re.DOTALL)
"""A name as we make it: the full name, then the participant's number."""
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|_]+')
"""Characters that a folder's name may not hold, and the underscore that parts its pieces."""


def participant_of(path: str) -> str | None:
    """Read a path as Moodle does: the first folder or file name with four parts, of which the second is a number.

    Args:
        path: the file's path in the zip.

    Returns:
        The participant's number without zeros before it; None where Moodle passes over the file.

    Source: moodle/moodle, mod/assign/feedback/file/importziplib.php, `is_valid_filename_for_import`.
    """
    *folders, name = path.split("/")
    if name.startswith((".", "~")):
        return None
    for part in [*folders, name]:
        pieces = part.split("_", 4)
        if len(pieces) >= 4 and _DIGITS.fullmatch(pieces[1]) and pieces[2] in ("assignsubmission", "assignfeedback"):
            return pieces[1].lstrip("0") or "0"
    return None


def participant_of_hand_in(entry: Entry) -> str | None:
    """Return the participant's number in the name of a hand-in's folder; None where Moodle did not name the folder."""
    return participant_of(f"{key_from(entry, NAME)}/x")


def _name_of(entry: Entry, row: TableRow | None, group: bool) -> FileName:
    """Name a report; each member of a group gets one, since a group's folder has a number that no participant has."""
    if group and row is not None:
        name = _NOT_IN_A_NAME.sub(" ", row.name or row.keys["prefix"]).strip(" .~")
        return FileName(name=f"{name}_{row.keys['number']}_assignsubmission_file/report.html")
    if group:
        return FileName(refused="a group's: give the worksheet with --into, which numbers its members")
    name = f"{key_from(entry, NAME)}/report.html"
    return FileName(name=name) if participant_of(name) is not None else FileName(refused="not imported from Moodle")


def _meant_for(name: str, row: TableRow | None, _group: bool) -> set[str]:
    ours = _OURS.fullmatch(name)
    users = {ours["user"]} if ours else set()
    return users if row is None else users | {row.keys["number"]}


RULES = FeedbackRules(name_of=_name_of, reads=participant_of, meant_for=_meant_for)
