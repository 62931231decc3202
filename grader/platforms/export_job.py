"""The record of one run of `grader export`, which every exporter is given."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.files.lazy_mapping import LazyMapping
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
    grades: Collection[Grade]
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

    def file_of_each(self, name: str, content: Callable[[str], bytes]) -> Mapping[Path, bytes]:
        """Return the contents of a file for each hand-in by path: `<out, or platform in the results>/<hand-in>/<name>`.

        Args:
            name: the file's name.
            content: returns the content for a hand-in; it is called when the file is written.
        """
        root = self.out or self.folder / self.platform
        return LazyMapping(_Paths(root, self.reports, name), lambda path: content(path.parent.name))


class _Paths(Collection[Path]):
    """The paths of a file for each hand-in: a folder for each, below a common one."""

    def __init__(self, root: Path, hand_ins: Collection[str], name: str) -> None:
        self._root, self._hand_ins, self._name = root, hand_ins, name

    def __iter__(self) -> Iterator[Path]:
        return (self._root / hand_in / self._name for hand_in in self._hand_ins)

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, Path) or path.parent.name not in self._hand_ins:
            return False
        return path == self._root / path.parent.name / self._name

    def __len__(self) -> int:
        return len(self._hand_ins)
