"""The record of one run of `grader export`, which every exporter is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.model.grade import Grade

from .column_fill import FillOptions
from .export_result import ExportResult
from .pending import Pending


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportJob:
    """The results that are exported, and what the caller asked for."""

    platform: str
    """The platform's name."""
    folder: Path
    """The folder of the results."""
    grades: Sequence[Grade]
    """Each student's grade."""
    reports: Mapping[str, dict[str, Any]]
    """report.json by the hand-in's id."""
    pending: Pending
    """The points that are not final."""
    fill: FillOptions
    """The options for filling a platform's table."""
    into: Path | None = None
    """The platform's table."""
    out: Path | None = None
    """The file or folder for the result; None for its usual place."""
    feedback: bool = False
    """Whether reports are packed for the platform."""
    provisional: bool = False
    """Whether points that are not final are exported too."""

    def result(self, files: Mapping[Path, bytes], notes: tuple[str, ...] = ()) -> ExportResult:
        """Return the result of an export that holds every hand-in's report.

        Args:
            files: contents by path.
            notes: sentences for the person who exports.
        """
        return ExportResult(
            platform=self.platform, pending=self.pending, files=files, sent=tuple(self.reports), notes=notes
        )

    def results_by_hand_in(self, name: str, folder: str) -> Mapping[str, Path]:
        """Return the path of each hand-in's file: `<out, or folder in the results>/<hand-in>/<name>`.

        Args:
            name: the file's name.
            folder: the folder's name in the results, used where the caller gave no --out.
        """
        return {hand_in: (self.out or self.folder / folder) / hand_in / name for hand_in in self.reports}
