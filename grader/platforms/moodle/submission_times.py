"""Moodle: finds the column of a worksheet that says when something was handed in."""

from __future__ import annotations

from grader.platforms.csv_table import CsvTable
from grader.submission.times import UnclearTimeError, read_time

_TITLES = (
    *("last modified (submission)", "zuletzt geändert (abgabe)", "dernière modification (travail remis)"),
    *("dernière modification (remise)", "última modificación (entrega)", "última modificación (envío)"),
    *("ultima modifica (consegna)", "última modificação (envio)", "última modificação (submissão)"),
    *("laatst gewijzigd (inzending)", "senast ändrad (inlämning)", "senast ändrad (inlämningsuppgift)"),
    *("ostatnio modyfikowane (przesłane zadanie)", "最后修改（提交）", "最后修改 (提交)", "上次修改时间（提交）"),  # noqa: RUF001 - its own signs
)
"""Titles in several languages; elsewhere it is the first column of times, as the other one is that of grades."""
_NONE = ("-", "\u2013", "\u2014")


def submission_times(table: CsvTable) -> list[str]:
    """Return for each row when something was handed in, as the worksheet writes it; empty for never."""
    cells = table.cells(_column(table))
    return ["" if cell in _NONE else cell for cell in cells]


def _column(table: CsvTable) -> int | None:
    known = table.column(*_TITLES)
    if known is not None:
        return known
    places = range(2, len(table.header))
    return next((place for place in places if _holds_times(table.cells(place))), None)


def _holds_times(cells: list[str]) -> bool:
    """Return whether cells are times with an hour, but for those that say never."""
    told = [cell for cell in cells if cell and cell not in _NONE]
    return bool(told) and all(_is_time(cell) for cell in told)


def _is_time(cell: str) -> bool:
    try:
        return bool(read_time(cell)) and not cell.replace(".", "").replace(",", "").isdigit()
    except UnclearTimeError as error:
        return bool(error.meanings)
