"""Names the folders of a submission's reports and records in a class's folder of results."""

from __future__ import annotations

from pathlib import Path


def reports_of(folder: Path, submission: str) -> Path:
    """Return the folder of a submission's reports."""
    return folder / "reports" / submission


def observations_of(folder: Path, submission: str) -> Path:
    """Return the folder of a submission's record."""
    return folder / "observations" / submission
