"""Keeps what students asked to be looked at again, `appeals.jsonl`, and the answers, `appeal_answers.jsonl`."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from grader.files.append_log import AppendLog
from grader.files.atomic import unwritable
from grader.files.lines import locked_file
from grader.model.appeal import Appeal, AppealAnswer

from .records import Added, add_records, drop_records, read_records, record_log

APPEALS = "appeals.jsonl"
ANSWERS = "appeal_answers.jsonl"
"""Names of the files in a folder of results; a form of one's own may append to the first."""


def read_appeals(folder: Path) -> tuple[Appeal, ...]:
    """Read all appeals, oldest first; what was sent twice is one, and lines that are none are passed over."""
    path = folder / APPEALS
    last = _without_end(path)
    lines = [one for one in _lines(path) if isinstance(one, Appeal)]
    found = map(with_id, (*lines, *(() if last is None else (last,))))
    return tuple({appeal.id: appeal for appeal in found}.values())


def broken_appeals(folder: Path) -> tuple[int, ...]:
    """Return the numbers of the lines that are no appeal: programs of one's own append to the file."""
    return tuple(one for one in _lines(folder / APPEALS) if isinstance(one, int))


def _lines(path: Path) -> list[Appeal | int]:
    """Return the appeal of each whole line, or the line's number where it is none."""
    return AppendLog(path, _appeal_or_number, msgspec.json.encode).read()


def _appeal_or_number(number: int, line: bytes) -> Appeal | int:
    try:
        return msgspec.json.decode(line, type=Appeal)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return number


def read_appeal_answers(folder: Path) -> tuple[AppealAnswer, ...]:
    """Read all answers, oldest first.

    Raises:
        CallerError: a line is no answer.
    """
    return read_records(folder / ANSWERS, AppealAnswer)


def add_appeals(folder: Path, appeals: Iterable[Appeal]) -> int:
    """Append appeals that are not there yet, and return their number; they are on the disk when this returns."""
    wanted = {appeal.id: appeal for appeal in map(with_id, appeals)}
    path = folder / APPEALS
    _end_last_line(path)
    with locked_file(path):
        there = {appeal.id for appeal in read_appeals(folder)}
        added = [appeal for name, appeal in wanted.items() if name not in there]
        record_log(path, Appeal).append(added)
    return len(added)


def add_appeal_answers(folder: Path, answers: Added[AppealAnswer]) -> None:
    """Append answers; they are on the disk when this returns."""
    add_records(folder / ANSWERS, AppealAnswer, answers)


def drop_appeals(folder: Path, names: Collection[str]) -> None:
    """Rewrite both files without what one student asked and was answered.

    Args:
        folder: the class's results.
        names: whatever the student is called by: ids, addresses, the ids of submissions that are removed.

    Raises:
        CallerError: a line is no record, so that nobody knows whose it is; nothing is rewritten then.
    """
    meant = {_name(name) for name in names}
    _end_last_line(folder / APPEALS)
    drop_records(folder / APPEALS, Appeal, lambda one: _name(one.student) in meant)
    drop_records(folder / ANSWERS, AppealAnswer, lambda one: _name(one.student) in meant or one.submission in names)


def _without_end(path: Path) -> Appeal | None:
    """Return the appeal of a last line without its end: a program that appends need not write one. None for a part."""
    try:
        return msgspec.json.decode(path.read_bytes().rpartition(b"\n")[2], type=Appeal)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _end_last_line(path: Path) -> None:
    """End a last line that holds an appeal, so that it is not taken for the part of one that a killed process left."""
    if not path.is_file():
        return
    with locked_file(path):
        if _without_end(path) is None:
            return
        try:
            with path.open("ab") as file:
                file.write(b"\n")
        except OSError as error:
            raise unwritable(path, error) from error


def _name(text: str) -> str:
    """Return a name as it is held against others: forms are filled in with blanks and capitals."""
    return text.strip().casefold()


def with_id(appeal: Appeal) -> Appeal:
    """Return an appeal with an id, which is made of what it says where its form gave none."""
    if appeal.id:
        return appeal
    told = "\0".join((appeal.student, appeal.question, appeal.text, appeal.when))
    return replace(appeal, id=hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16])


def answered(appeals: Iterable[Appeal], answers: Iterable[AppealAnswer]) -> dict[str, list[dict[str, Any]]]:
    """Return what was asked and answered about each submission, for the key `appeals` of its report."""
    asked: Mapping[str, Appeal] = {appeal.id: appeal for appeal in appeals}
    latest = {answer.appeal: answer for answer in answers}
    found: dict[str, list[dict[str, Any]]] = {}
    for answer in latest.values():
        appeal = asked.get(answer.appeal)
        told = {"asked": "" if appeal is None else appeal.text, "answer": answer.answer}
        points = {"before": answer.before, "after": answer.after} if answer.criterion else {}
        found.setdefault(answer.submission, []).append({**told, **points})
    return found
