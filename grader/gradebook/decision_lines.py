"""Writes decisions and comments as lines of JSON, and reads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from grader.errors import CallerError
from grader.files.append_log import AppendLog
from grader.model.decision import Comment, Decision, Mark, RecordedDecision

T = TypeVar("T")
DECISIONS = "overrides.jsonl"
"""Name of the file with decisions in a folder of results."""
COMMENTS = "answer_comments.jsonl"
"""Name of the file with comments that are used again."""


class _Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a line holds beside the keys of a decision."""

    mark: Mark | None = None
    action: str = ""
    undoes: str = ""


def decision_log(folder: Path, *, keep: bool = True) -> AppendLog[RecordedDecision]:
    """Return the log of decisions in a folder of results."""
    path = folder / DECISIONS
    return AppendLog(path, partial(_decoded, path, _recorded), _recorded_line, keep=keep)


def comment_log(folder: Path) -> AppendLog[Comment]:
    """Return the log of comments in a folder of results."""
    path = folder / COMMENTS
    return AppendLog(path, partial(_decoded, path, _comment), msgspec.json.encode)


def _recorded(line: bytes) -> RecordedDecision:
    more = msgspec.json.decode(line, type=_Line)
    decision = msgspec.json.decode(line, type=Decision)
    return RecordedDecision(decision=decision, mark=more.mark, action=more.action, undoes=more.undoes)


def _recorded_line(record: RecordedDecision) -> bytes:
    more = _Line(mark=record.mark, action=record.action, undoes=record.undoes)
    own = {field.name: getattr(record.decision, field.name) for field in fields(Decision)}
    return msgspec.json.encode(own | msgspec.to_builtins(more))


def _comment(line: bytes) -> Comment:
    return msgspec.json.decode(line, type=Comment)


def _decoded(path: Path, decode: Callable[[bytes], T], number: int, line: bytes) -> T:
    try:
        return decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CallerError("decision_unreadable", where=str(path), number=number, error=str(error)) from error
