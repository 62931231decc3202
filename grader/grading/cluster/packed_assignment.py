"""Packs an assignment into bytes, so that a worker on another machine can unpack and load it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.files.course_files import course_files
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.pool import GradingSettings
from grader.model.record import Isolation
from grader.model.submission import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedAssignment:
    """Everything that a worker needs to build a grader of its own."""

    files: Mapping[str, bytes]
    """Contents by path, relative to the common folder of all the assignment's files."""
    rubric: str
    """The rubric's path among the files."""
    sha256: str
    """The hash that the unpacked assignment must have."""
    audience: Audience
    """The audience of the reports, `student` or `staff`."""
    language: str
    """The language of the reports."""
    isolation: Isolation
    """The isolation that the worker must give, in every restriction."""
    versions: Mapping[str, str]
    """The client's versions, as in a report's provenance: `grader`, `python`, `numpy`, `platform`."""

    def unpacked(self, folder: Path) -> GradingSettings:
        """Write the assignment into a folder, and return the settings of a grader for it."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        rubric = folder / self.rubric
        return GradingSettings(rubric=rubric, audience=self.audience, language=self.language, isolation=self.isolation)


def packed(grader: AssignmentGrader, rubric: Path, versions: Mapping[str, str]) -> PackedAssignment:
    """Return the assignment of a grader, packed.

    Args:
        grader: the grader.
        rubric: the rubric's file.
        versions: the client's versions.
    """
    rubric = rubric.resolve()
    assignment = grader.assignment
    folders = [assignment.reference_folder, assignment.template_folder]
    folders += [assignment.mistakes_folder] if assignment.mistakes_folder else []
    beside = [path for path in rubric.parent.iterdir() if path.is_file()]  # scenarios, translations
    paths = [*beside, *(path for folder in folders for path in course_files(folder))]
    root = Path(os.path.commonpath([rubric.parent, *folders]))
    root = root if root.is_dir() else root.parent
    return PackedAssignment(
        files={path.relative_to(root).as_posix(): path.read_bytes() for path in dict.fromkeys(paths)},
        rubric=rubric.relative_to(root).as_posix(),
        sha256=assignment.sha256,
        audience=grader.audience,
        language=grader.language,
        isolation=grader.isolation,
        versions=versions,
    )
