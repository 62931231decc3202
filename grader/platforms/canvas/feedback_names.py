"""Reads and makes names of feedback files by the rules of Canvas."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.model.roster import Entry
from grader.platforms.arrival import key_from
from grader.platforms.feedback_zip import FeedbackRules, FileName
from grader.platforms.row_matching import TableRow

from .import_ import NAME

_DIGITS = re.compile(r"[0-9]+")
_OURS = re.compile(r"(?:.+?_)??(?:LATE_)?(?P<user>[0-9]+)_[0-9]+(?:_.*)?", re.DOTALL)
"""A name as we make it: the user's number, then the upload's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """The upload that a feedback file answers."""

    user: str
    """The user's number."""
    attachment: str = ""
    """The upload's number; empty where the name holds none."""


def upload_of(path: str) -> Upload | None:
    """Read a file's name as Canvas does: the first two parts that are digits are the user and the upload.

    Args:
        path: the file's path in the zip.

    Returns:
        None where Canvas passes over the file.

    Source: instructure/canvas-lms, assignment, `infer_comment_context_from_filename`.
    """
    name = path.rpartition("/")[2]
    pieces = name.split("_")
    digits = [piece for piece in pieces if _DIGITS.fullmatch(piece)]
    if name.startswith("._") or pieces[-1].startswith("link") or not digits:
        return None
    return Upload(user=digits[0], attachment=digits[1] if len(digits) > 1 else "")


def _name_of(entry: Entry, _row: TableRow | None, _group: bool) -> FileName:
    key = key_from(entry, NAME)
    if not key:
        return FileName(refused="not imported from Canvas")
    name = f"{key}_report.html"
    upload = upload_of(name)
    if upload is None or not upload.attachment:
        return FileName(refused="no upload that Canvas numbers: typed in, or anonymous")
    return FileName(name=name)


def _reads(name: str) -> str | None:
    upload = upload_of(name)
    return upload.user if upload else None


def _meant_for(name: str, row: TableRow | None, group: bool) -> set[str]:
    """Return the user's number in a name, and that of the row unless a group shares the file."""
    ours = _OURS.fullmatch(name)
    users = {ours["user"]} if ours else set()
    return users if row is None or group else users | {row.keys["ID"]}


RULES = FeedbackRules(name_of=_name_of, reads=_reads, meant_for=_meant_for)
