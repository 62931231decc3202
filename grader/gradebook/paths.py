"""Where a class's folder of results holds what was made of each hand-in."""

from __future__ import annotations

from pathlib import Path


def reports_of(folder: Path, submission: str) -> Path:
    """The folder of a hand-in's reports."""
    return folder / "reports" / submission


def observations_of(folder: Path, submission: str) -> Path:
    """The folder of a hand-in's record."""
    return folder / "observations" / submission
