"""Writes a submission's report.json, and the pages made from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from grader.files.atomic import json_text, unwritable, write_json, write_text
from grader.report.html import html
from grader.report.markdown import markdown
from grader.report.report_file import REPORT

PAGES = ("report.html", "report.md")
"""Names of the pages that people read."""


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
    write_json(folder / REPORT, report)


def update_report(report: dict[str, Any], folder: Path, *, pages: bool = False) -> None:
    """Write report.json where it changes, and with it the pages that are there.

    Args:
        report: the report.
        folder: the submission's folder.
        pages: whether pages are written also where there are none.
    """
    shown = any((folder / name).is_file() for name in PAGES)
    same = _text_in(folder) == json_text(report)
    if not same:
        write_report(report, folder)
    if (shown and not (same and has_pages(folder))) or (pages and not has_pages(folder)):
        write_pages(report, folder)


def _text_in(folder: Path) -> str:
    try:
        return (folder / REPORT).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def write_pages(report: dict[str, Any], folder: Path) -> None:
    """Write the pages that people read."""
    write_text(folder / "report.html", html(report))
    write_text(folder / "report.md", markdown(report))


def has_pages(folder: Path) -> bool:
    """Return whether all pages exist."""
    return all((folder / name).is_file() for name in PAGES)
