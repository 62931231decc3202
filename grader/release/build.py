"""Writes a release: the folder that students get, and the same as a zip, once a search for leaks has found none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.assignment.loader import load_assignment
from grader.assignment.translation import translated
from grader.errors import OutputError, RubricError
from grader.files.course_files import course_files
from grader.files.zips import date_of, zipped
from grader.model.assignment import Assignment
from grader.probes.expected import expect
from grader.selfcheck import FILE

from .leaks import Leak, leaks
from .practice import practice_of
from .repeated import repeated
from .student_folder import course

MOST_TOLD = 8
"""Most leaks that an error lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseSummary:
    """The paths that were written."""

    folder: Path
    """The folder that students get."""
    archive: Path
    """The zip with the same files."""
    files: tuple[str, ...]
    """Paths of the files, relative to the folder."""


def release(rubric: Path, out: Path, language: str = "en") -> ReleaseSummary:
    """Write the files that students get, as `out/ID/` and `out/ID.zip`; an earlier release is replaced.

    Args:
        rubric: path of the assignment's rubric.
        out: the folder to write into.
        language: code of the language of the texts.

    Raises:
        RubricError: the rubric cannot be used, or the release would give away the solution, hidden cases or what is due
            in them.
        OutputError: the folder cannot be written, or `out/ID/` is no release.
    """
    assignment = load_assignment(rubric)
    practice = practice_of(assignment)
    hidden = expect(assignment)
    if same := repeated(assignment, hidden, practice):
        raise RubricError("release_repeats", where=str(rubric), listed=_listed(same))
    files = course(translated(assignment, rubric, language), language, practice)
    found = leaks(files, assignment, rubric, hidden, practice)
    if found:
        raise _leaking(found, rubric)
    name = assignment.rubric.id
    folder, packed = out / name, out / f"{name}.zip"
    try:
        out.mkdir(parents=True, exist_ok=True)
        part = out / f".{name}.part"
        shutil.rmtree(part, ignore_errors=True)
        for path, content in files.items():
            (part / path).parent.mkdir(parents=True, exist_ok=True)
            (part / path).write_bytes(content)
        _refuse_foreign(folder)
        shutil.rmtree(folder, ignore_errors=True)
        part.rename(folder)
        inside = {f"{name}/{path}": content for path, content in files.items()}
        packed.write_bytes(zipped(inside, seconds=date_of(_sources(rubric, assignment))))
    except OSError as error:
        raise OutputError("release_unwritable", where=str(out), reason=error.strerror) from error
    return ReleaseSummary(folder=folder, archive=packed, files=tuple(files))


def _sources(rubric: Path, assignment: Assignment) -> Iterator[Path]:
    """Yield the files that a release is made of: the template's, the reference, and what lies beside the rubric."""
    for folder in (assignment.template_folder, assignment.reference_folder):
        yield from course_files(folder)
    yield from (path for path in rubric.parent.iterdir() if path.suffix in (".toml", ".py"))


def _refuse_foreign(folder: Path) -> None:
    """Refuse to replace a folder that holds files but no release.

    Raises:
        OutputError: the folder is not empty and has no self-check in it.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / FILE).is_file():
        raise OutputError("release_folder_foreign", where=str(folder))


def _leaking(found: list[Leak], rubric: Path) -> RubricError:
    told = [f"{leak.where}: {leak.what}" for leak in found]
    return RubricError("release_gives_away", where=str(rubric), listed=_listed(told))


def _listed(found: list[str]) -> str:
    told = list(dict.fromkeys(found))
    return "; ".join(told[:MOST_TOLD]) + (f"; and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else "")
