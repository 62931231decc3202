"""Writes what a class did often as a known mistake, once it is proved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grader.errors import CallerError
from grader.files.atomic import write_text
from grader.grading.assignment_grader import AssignmentGrader
from grader.report.words import Words

from .found import LearnedFromClass
from .mistake_file import mistake_text, texts_of
from .proof import MistakeProof, proved


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of a mistake that was to be written."""

    path: Path
    """The file that was, or would have been, written."""
    proof: MistakeProof
    """What the audit says of it; only what holds was written."""


def write_learned(
    learned: LearnedFromClass, name: str, grader: AssignmentGrader, words: Words, title: str | None = None
) -> Written:
    """Write one of the things that were found as a mistake, if the audit finds nothing new with it.

    Args:
        learned: what was found.
        name: the id that was proposed for it.
        grader: the grader of the assignment.
        words: the sentences of a language, for explanation and hints.
        title: the title; None for the proposed one.

    Raises:
        CallerError: nothing of that id was found, it cannot be written as a file, the rubric has no folder for it, or
            the file is there.
        OutputError: the file cannot be written.
    """
    one = next((one for one in learned.found if one.id == name), None)
    if one is None:
        known = ", ".join(f"`{one.id}`" for one in learned.found) or "-"
        raise CallerError("nothing_learned", where=name, known=known)
    path = place_of(grader, name)
    text = None
    if one.variant is not None:
        seen = (len(one.submissions), learned.read)
        texts = texts_of(one.title(words), one.function, seen, words, title=title or "")
        text = mistake_text(grader.assignment, one.variant, one.function, texts)
    if text is None:
        raise CallerError("not_written_by_itself", where=name, example=one.submissions[0])
    return tried(grader, path, text, write=True)


def place_of(grader: AssignmentGrader, name: str) -> Path:
    """Return the file that a new mistake is written into.

    Raises:
        CallerError: the id is no name of a module, the rubric has no folder for mistakes, or the file is there.
    """
    if not (name.isidentifier() and name.isascii()):
        raise CallerError("mistake_id_unusable", where=repr(name[:80]))
    folder = grader.assignment.mistakes_folder
    if folder is None:
        raise CallerError("no_folder_for_mistakes", where=name)
    path = folder / f"{name}.py"
    if path.exists():
        raise CallerError("mistake_is_there", where=str(path))
    return path


def tried(grader: AssignmentGrader, path: Path, text: str, *, write: bool) -> Written:
    """Have a mistake proved.

    Args:
        grader: the grader of the assignment.
        path: the file that it is for.
        text: its text.
        write: whether it is written where the proof holds.

    Raises:
        OutputError: the file cannot be written.
    """
    proof = proved(grader.assignment, grader.expectations, grader.slot, path.stem, text)
    if write and proof.holds:
        write_text(path, text)
    return Written(path=path, proof=proof)
