"""Whom a platform takes a feedback file for: its own rules, read from its name alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a platform reads from a name."""

    user: str
    """Whose it is, by the platform's number."""
    attachment: str = ""
    """The upload that it answers, where the platform asks for one."""


def canvas_reads(path: str) -> Read | None:
    """What Canvas reads: the first two pieces that are digits are the user and the upload.

    Source: instructure/canvas-lms, assignment, `infer_comment_context_from_filename`.
    """
    name = path.rpartition("/")[2]
    pieces = name.split("_")
    digits = [piece for piece in pieces if _DIGITS.fullmatch(piece)]
    if name.startswith("._") or pieces[-1].startswith("link") or not digits:
        return None
    return Read(user=digits[0], attachment=digits[1] if len(digits) > 1 else "")


def moodle_reads(path: str) -> Read | None:
    """What Moodle reads: the first part of a path with four pieces, a number as the second of them.

    Source: moodle/moodle, mod/assign/feedback/file/importziplib.php, `is_valid_filename_for_import`.
    """
    *folders, name = path.split("/")
    if name.startswith((".", "~")):
        return None
    for part in [*folders, name]:
        pieces = part.split("_", 4)
        if len(pieces) >= 4 and _DIGITS.fullmatch(pieces[1]) and pieces[2] in ("assignsubmission", "assignfeedback"):
            return Read(user=pieces[1].lstrip("0") or "0")
    return None
