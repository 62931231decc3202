"""Names the folders of a submission's reports and records in a class's folder of results."""

from __future__ import annotations

from pathlib import Path

BEHAVIOURS = "behaviours"
"""Name of the folder of behaviours in a folder of results, as `grader.behaviour` writes it."""
PUBLISHED = "published"
"""Name of the folder in the results that filled tables and packed reports are written to."""
PACKED = "*_feedback.zip"
"""Pattern of the names of reports that were packed for a platform."""


def reports_of(folder: Path, submission: str) -> Path:
    """Return the folder of a submission's reports."""
    return folder / "reports" / submission


def observations_of(folder: Path, submission: str) -> Path:
    """Return the folder of a submission's record."""
    return folder / "observations" / submission
