"""Writes a submission's report.json, and the pages made from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from grader.files.atomic import json_text, unwritable, write_json, write_text
from grader.model.observation import CellStatus
from grader.model.submission import CellKind
from grader.report.html import html
from grader.report.markdown import markdown
from grader.report.report_file import REPORT

PAGES = ("report.html", "report.md")
"""Names of the pages that people read."""
NOTEBOOK = "notebook.json"
"""Name of the file with the notebook as it ran: report.json is the same in every run, and cells may print the time."""
AS_RUN = "as_run"
"""The key under which a new report holds it; None where no notebook ran."""


def write_reports(report: dict[str, Any], folder: Path) -> None:
    """Write a submission's three report files."""
    write_report(report, folder)
    write_pages(report, folder)


def write_report(report: dict[str, Any], folder: Path) -> None:
    """Write report.json, and remove outdated pages; they are made again when they are asked for."""
    try:
        for name in PAGES:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    _write_notebook(report, folder)
    write_json(folder / REPORT, without_notebook(report))


def update_report(report: dict[str, Any], folder: Path, *, pages: bool = False) -> None:
    """Write report.json where it changes, and with it the pages that are there.

    Args:
        report: the report.
        folder: the submission's folder.
        pages: whether pages are written also where there are none.
    """
    shown = any((folder / name).is_file() for name in PAGES)
    same = _text_in(folder) == json_text(without_notebook(report)) and _has_notebook_of(report, folder)
    if not same:
        write_report(report, folder)
    if (shown and not (same and has_pages(folder))) or (pages and not has_pages(folder)):
        write_pages(report, folder)


class _Picture(msgspec.Struct, frozen=True):
    cell: int
    width: int
    height: int
    png: str


class _Cell(msgspec.Struct, frozen=True):
    index: int
    kind: CellKind
    source: str
    status: CellStatus = CellStatus.OK
    error: str = ""
    line: int = 0
    shown: str = ""
    picture: _Picture | None = None


class _Notebook(msgspec.Struct, frozen=True):
    """What pages need of a notebook as it ran."""

    cells: tuple[_Cell, ...]


def notebook_in(folder: Path) -> dict[str, Any] | None:
    """Return the notebook as it ran, from a submission's folder of reports; None where there is none that is whole."""
    try:
        found: dict[str, Any] = msgspec.json.decode((folder / NOTEBOOK).read_bytes(), type=dict[str, Any])
        msgspec.convert(found, type=_Notebook)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return found


def without_notebook(report: dict[str, Any]) -> dict[str, Any]:
    """Return what report.json holds of a new report."""
    return {key: value for key, value in report.items() if key != AS_RUN}


def _has_notebook_of(report: dict[str, Any], folder: Path) -> bool:
    return AS_RUN not in report or report[AS_RUN] == notebook_in(folder)


def _write_notebook(report: dict[str, Any], folder: Path) -> None:
    """Write the notebook as it ran; a report that was read back from disk does not hold it, and leaves it there."""
    if _has_notebook_of(report, folder):
        return
    if report[AS_RUN] is not None:
        write_json(folder / NOTEBOOK, report[AS_RUN])
        return
    try:
        (folder / NOTEBOOK).unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def _text_in(folder: Path) -> str:
    try:
        return (folder / REPORT).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def write_pages(report: dict[str, Any], folder: Path) -> None:
    """Write the pages that people read."""
    write_text(folder / "report.html", html({**report, AS_RUN: report.get(AS_RUN) or notebook_in(folder)}))
    write_text(folder / "report.md", markdown(report))


def has_pages(folder: Path) -> bool:
    """Return whether all pages exist."""
    return all((folder / name).is_file() for name in PAGES)
