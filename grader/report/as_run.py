"""Selects of a record what a report shows of the notebook as it ran: cells, what they showed, what they drew.

A report has a bound: `MOST_SIGNS` of text and `MOST_PICTURES` of pictures in all, whatever a notebook holds.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from grader.model.observation import CellRun, Picture, TranscriptStatus
from grader.model.record import Record
from grader.model.submission import CellKind
from grader.sandbox.child.shown import cut

MOST_CELLS = 300
"""Most cells that a report shows."""
MOST_SOURCE = 6_000
"""Most characters of one cell's text."""
MOST_SHOWN = 3_000
"""Most characters of what one cell showed."""
MOST_SIGNS = 80_000
"""Most characters of all cells together."""
MOST_PICTURES = 400_000
"""Most characters of all pictures together, base 64."""
_RAN = (TranscriptStatus.OK, TranscriptStatus.RAISED, TranscriptStatus.KILLED)


@dataclass
class _Room:
    """What may still be shown."""

    signs: int = MOST_SIGNS
    pictures: int = MOST_PICTURES


def as_run(record: Record, elsewhere: Collection[int] = ()) -> dict[str, Any] | None:
    """Return the notebook as it ran, as report.json holds it; None where none ran.

    Args:
        record: the record.
        elsewhere: the cells whose pictures the report shows elsewhere already.
    """
    if record.transcript.status not in _RAN or not record.transcript.cells:
        return None
    told = list(_cells(record, elsewhere))
    if not told:
        return None
    left = sum(cell.source.strip() != "" for cell in record.submission.cells) - len(told)
    return {"cells": told, **({"left_out": left} if left > 0 else {})}


def _cells(record: Record, elsewhere: Collection[int]) -> Iterator[dict[str, Any]]:
    runs = {run.index: run for run in record.transcript.cells}
    pictures = {picture.cell: picture for picture in record.transcript.pictures}
    room = _Room()
    written = [cell for cell in record.submission.cells if cell.source.strip()]
    for cell in written[:MOST_CELLS]:
        run = runs.get(cell.index) if cell.kind is CellKind.CODE else None
        source, shown = _text(cell.source, MOST_SOURCE), _text(run.shown if run else "", MOST_SHOWN)
        if len(source) + len(shown) > room.signs:
            return
        room.signs -= len(source) + len(shown)
        picture = pictures.get(cell.index)
        yield {
            "index": cell.index,
            "kind": cell.kind.value,
            "source": source,
            **({} if source == cell.source.rstrip() else {"cut": True}),
            **({} if run is None else _ran(run, shown)),
            **({} if picture is None or cell.index in elsewhere else _drawn(picture, room)),
        }


def _text(text: str, most: int) -> str:
    return cut(text.rstrip(), most)


def _ran(run: CellRun, shown: str) -> dict[str, Any]:
    return {
        "status": run.status.value,
        **({"error": run.error} if run.error else {}),
        **({"line": run.line} if run.line else {}),
        **({"shown": shown} if shown.strip() else {}),
    }


def _drawn(picture: Picture, room: _Room) -> dict[str, Any]:
    """Return a picture as the page embeds it; nothing where there is no room left for it."""
    png = b64encode(picture.png).decode()
    if len(png) > room.pictures:
        return {}
    room.pictures -= len(png)
    return {"picture": {"cell": picture.cell, "width": picture.width, "height": picture.height, "png": png}}
