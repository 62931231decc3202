"""Names the paths of each hand-in's report and record in a class's folder of results."""

from __future__ import annotations

from pathlib import Path


def reports_of(folder: Path, submission: str) -> Path:
    """Return the folder of a hand-in's reports."""
    return folder / "reports" / submission


def observations_of(folder: Path, submission: str) -> Path:
    """Return the folder of a hand-in's record."""
    return folder / "observations" / submission
