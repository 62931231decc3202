"""`class.json`: with what a class was graded, and the rubric as it stood then."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from grader.errors import CallerError
from grader.files.atomic import write_text
from grader.model.assignment import Assignment
from grader.model.rules import Rules
from grader.model.submission import Audience

FILE = "class.json"
"""Its name in a folder of results."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassSettings:
    """The settings that a class was graded with."""

    schema: str = "grader/class/v1"
    """The form of the file."""
    assignment: str
    """The assignment's id."""
    title: str
    """Its name, in words."""
    rubric: str
    """The path of the rubric's file."""
    audience: Audience
    """For whom reports are written."""
    language: str
    """In which language."""
    rules: Rules
    """The rules by which a student's mark comes from hand-ins."""
    sha256: str
    """Of rubric, scenarios, reference, mistakes and template."""
    text: str
    """The rubric as it stood."""
    mistakes: Mapping[str, str]
    """sha256 of each mistake's file, by id."""
    asked: tuple[tuple[str, str, float], ...]
    """Each question's id, its name in words, and what it is worth."""
    names: bool
    """Whether class.html names hand-ins."""
    submissions: tuple[str, ...]
    """The class's hand-ins, in its order."""


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
        assignment: as loaded.
        rubric: its file.
        audience: for whom reports are written.
        language: in which.
        submissions: the ids of the hand-ins, in the class's order.
        names: whether class.html names them.
    """
    folder = assignment.mistakes_folder
    files = sorted(folder.glob("*.py")) if folder is not None else []
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
        mistakes={file.stem: hashlib.sha256(file.read_bytes()).hexdigest() for file in files},
    )


def write_class_settings(folder: Path, about: ClassSettings) -> None:
    """Write it."""
    write_text(folder / FILE, msgspec.json.format(msgspec.json.encode(about), indent=1).decode() + "\n")


def read_class_settings(folder: Path) -> ClassSettings:
    """Read it.

    Raises:
        CallerError: nothing was graded there, or the file cannot be read.
    """
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=ClassSettings)
    except FileNotFoundError as error:
        raise CallerError("no_class_there", where=str(folder)) from error
    except (OSError, msgspec.MsgspecError) as error:
        raise CallerError("class_unreadable", where=str(folder), file=FILE, error=str(error)) from error
