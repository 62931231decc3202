"""Keeps people's comments at lines of code in `line_comments.jsonl`, and puts them into reports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from grader.errors import CallerError
from grader.execution.record_store import load_submission
from grader.model.line_comment import LineComment
from grader.model.submission import Submission
from grader.submission.code_pieces import text_at

from .paths import observations_of
from .records import Added, add_records, drop_records, read_records

FILE = "line_comments.jsonl"
"""Name of the file in a folder of results."""


def read_line_comments(folder: Path) -> tuple[LineComment, ...]:
    """Read all versions of all comments, oldest first.

    Raises:
        CallerError: a line is no comment.
    """
    return read_records(folder / FILE, LineComment)


def add_line_comments(folder: Path, comments: Added[LineComment]) -> None:
    """Append comments; they are on the disk when this returns.

    Raises:
        OutputError: the file cannot be written.
    """
    add_records(folder / FILE, LineComment, comments)


def drop_line_comments(folder: Path, submissions: Collection[str]) -> None:
    """Rewrite the file without the comments on some submissions."""
    drop_records(folder / FILE, LineComment, lambda comment: comment.submission in submissions)


def standing(comments: Iterable[LineComment]) -> tuple[LineComment, ...]:
    """Return the comments that stand: the latest version of each that was not taken back, by place."""
    latest = {comment.id: comment for comment in comments}
    found = [comment for comment in latest.values() if comment.comment]
    return tuple(sorted(found, key=lambda one: (one.path, -1 if one.cell is None else one.cell, one.line)))


def on_present_code(
    folder: Path, comments: Iterable[LineComment], hashes: Mapping[str, str]
) -> tuple[LineComment, ...]:
    """Return the comments whose line still reads as it did: a hand-in may have been handed in anew since.

    Args:
        folder: the class's results.
        comments: the comments.
        hashes: by submission, the hash of the files that are handed in now.
    """
    submissions: dict[str, Submission | None] = {}

    def is_present(one: LineComment) -> bool:
        if one.sha256 and one.sha256 == hashes.get(one.submission):
            return True
        if one.submission not in submissions:
            submissions[one.submission] = _submission(folder, one.submission)
        found = submissions[one.submission]
        return found is not None and text_at(found, one.path, one.cell, one.line) == one.source

    return tuple(one for one in comments if one.submission in hashes and is_present(one))


def _submission(folder: Path, name: str) -> Submission | None:
    """Return what was handed in; None where its record cannot be read."""
    try:
        return load_submission(observations_of(folder, name))
    except CallerError:
        return None


def by_hand_in(comments: Iterable[LineComment]) -> dict[str, list[dict[str, Any]]]:
    """Return the standing comments of each submission, for the key `line_comments` of its report."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in standing(comments):
        place = {"path": one.path, **({} if one.cell is None else {"cell": one.cell}), "line": one.line}
        told = {**place, "source": one.source, "comment": one.comment}
        found.setdefault(one.submission, []).append(told)
    return found
