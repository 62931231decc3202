"""Writes decisions and comments as lines of JSON, and reads them."""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from pathlib import Path

import msgspec

from grader.files.append_log import AppendLog
from grader.model.decision import Comment, Decision, Mark, RecordedDecision

from .records import decoded, record_log

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
    return AppendLog(path, partial(decoded, path, _recorded), _recorded_line, keep=keep)


def comment_log(folder: Path) -> AppendLog[Comment]:
    """Return the log of comments in a folder of results."""
    return record_log(folder / COMMENTS, Comment)


def _recorded(line: bytes) -> RecordedDecision:
    more = msgspec.json.decode(line, type=_Line)
    decision = msgspec.json.decode(line, type=Decision)
    return RecordedDecision(decision=decision, mark=more.mark, action=more.action, undoes=more.undoes)


def _recorded_line(record: RecordedDecision) -> bytes:
    more = _Line(mark=record.mark, action=record.action, undoes=record.undoes)
    own = {field.name: getattr(record.decision, field.name) for field in fields(Decision)}
    return msgspec.json.encode(own | msgspec.to_builtins(more))
