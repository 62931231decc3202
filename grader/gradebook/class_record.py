"""Writes and reads `class.json`: the settings that a class was graded with, and the rubric's text at that time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from grader.errors import CallerError
from grader.files.atomic import write_text
from grader.model.assignment import Assignment
from grader.model.rules import Rules
from grader.model.submission import Audience

FILE = "class.json"
"""Name of the file in a folder of results."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassSettings:
    """The settings that a class was graded with."""

    schema: str = "grader/class/v1"
    """The version of the file's format."""
    assignment: str
    """The assignment's id."""
    title: str
    """Its name, in words."""
    rubric: str
    """Path of the rubric's file."""
    audience: Audience
    """The audience of the reports: `student` or `staff`."""
    language: str
    """The language of the reports."""
    rules: Rules
    """The rules by which a student's grade follows from submissions."""
    sha256: str
    """Hash of rubric, scenarios, reference, mistakes and template."""
    text: str
    """The rubric's text at that time."""
    mistakes: Mapping[str, str]
    """sha256 of each mistake's file, by id."""
    asked: tuple[tuple[str, str, float], ...]
    """Each question's id, its name in words, and its points."""
    names: bool
    """Whether class.html shows the submissions' ids."""
    submissions: tuple[str, ...]
    """The ids of the class's submissions, in its order."""


def class_settings_of(
    assignment: Assignment,
    rubric: Path,
    audience: Audience,
    language: str,
    submissions: Iterable[str],
    names: bool = False,
) -> ClassSettings:
    """Return the settings that a class is graded with.

    Args:
        assignment: the loaded assignment.
        rubric: its file.
        audience: the audience of the reports, `student` or `staff`.
        language: the language of the reports.
        submissions: the ids of the submissions, in the class's order.
        names: whether class.html shows them.
    """
    return ClassSettings(
        assignment=assignment.rubric.id,
        title=assignment.rubric.title,
        rubric=str(rubric.resolve()),
        audience=audience,
        language=language,
        rules=assignment.rubric.rules,
        sha256=assignment.sha256,
        text=rubric.read_text(encoding="utf-8-sig"),
        asked=tuple(
            (one.id, one.title, sum(part.points for part in one.criteria)) for one in assignment.rubric.questions
        ),
        names=names,
        submissions=tuple(submissions),
        mistakes=mistake_hashes(assignment.mistakes_folder, _sha256),
    )


def mistake_hashes(folder: Path | None, hashed: Callable[[Path], str]) -> dict[str, str]:
    """Return a hash of each known mistake's file, by the mistake's id.

    Args:
        folder: the folder of the mistakes; None where a rubric has none.
        hashed: returns the hash of a file.
    """
    return {} if folder is None else {file.stem: hashed(file) for file in sorted(folder.glob("*.py"))}


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def write_class_settings(folder: Path, about: ClassSettings) -> None:
    """Write `class.json` into a folder of results."""
    write_text(folder / FILE, msgspec.json.format(msgspec.json.encode(about), indent=1).decode() + "\n")


def read_class_settings(folder: Path) -> ClassSettings:
    """Read `class.json` from a folder of results.

    Raises:
        CallerError: no class was graded in this folder, or the file cannot be read.
    """
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=ClassSettings)
    except FileNotFoundError as error:
        raise CallerError("no_class_there", where=str(folder)) from error
    except (OSError, msgspec.MsgspecError) as error:
        raise CallerError("class_unreadable", where=str(folder), file=FILE, error=str(error)) from error
