"""Reads a file of what students asked to be looked at again: a table, or a JSON object a line."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from grader.errors import CallerError
from grader.files.csv_rows import rows_in
from grader.model.appeal import Appeal

COLUMNS = ("student", "question", "text", "when", "id")
"""The columns of a table; `student` and `text` are needed."""
OTHER_TITLES = {
    "student": ("student id", "email", "email address", "e-mail", "username", "学号", "学生"),
    "question": ("criterion", "part", "题目"),
    "text": ("complaint", "request", "message", "reason", "comment", "内容", "理由"),
    "when": ("timestamp", "time", "submitted at", "date", "时间"),
}
"""Titles that forms give to these columns; case does not matter."""
LONGEST = 20_000
"""Largest number of characters of one complaint."""


def appeals_in(content: bytes, name: str) -> tuple[Appeal, ...]:
    """Return the appeals in a file.

    Args:
        content: its content.
        name: its name: `.jsonl` and `.json` hold a JSON object a line, anything else is a table.

    Raises:
        CallerError: it is neither.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CallerError("appeals_unreadable", where=name, error=str(error)) from error
    found = tuple(_lines(text, name) if name.lower().endswith((".jsonl", ".json")) else _rows(text, name))
    long = [number for number, appeal in enumerate(found, 1) if len(appeal.text) > LONGEST]
    if long:
        raise CallerError("appeal_too_long", where=name, number=long[0], most=LONGEST)
    return tuple(appeal for appeal in found if appeal.student and appeal.text)


def _lines(text: str, name: str) -> Iterator[Appeal]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield msgspec.json.decode(line.encode(), type=Appeal)
            except msgspec.MsgspecError as error:
                raise CallerError("appeals_unreadable", where=name, error=f"{number}: {error}") from error


def _rows(text: str, name: str) -> Iterator[Appeal]:
    header, _ = rows_in(text, ())
    titles = {column: _title(column, header) for column in COLUMNS}
    if not titles["student"] or not titles["text"]:
        raise CallerError("appeals_lack_columns", where=name)
    _, rows = rows_in(text, [title for title in titles.values() if title])
    for row in rows:
        cells = {column: row[title].strip() for column, title in titles.items() if title}
        yield Appeal(**cells)


def _title(column: str, header: tuple[str, ...]) -> str:
    """Return the title of a column in a table; empty where it has none."""
    wanted = (column, *OTHER_TITLES.get(column, ()))
    return next((title for name in wanted for title in header if (title or "").strip().casefold() == name), "")
