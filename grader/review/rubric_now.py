"""Says whether the rubric is still the one that the class was graded with: its text, and its files of mistakes."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from grader.errors import CallerError
from grader.gradebook.class_record import mistake_hashes

from .class_state import ClassState


def refuse_changed_rubric(state: ClassState) -> None:
    """Refuse to mark while the rubric is another than the one that the class was graded with.

    Raises:
        CallerError: it has changed, or is not where it was.
    """
    path = Path(state.about.rubric)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CallerError("review_no_rubric", where=str(path), error=str(error)) from error
    if text != state.about.text:
        raise CallerError("review_rubric_changed", where=str(path))
    if mistakes_now(path, text) != state.about.mistakes:
        raise CallerError("review_rubric_changed", where=str(path.parent / _folder_in(text)))


def rubric_hash(state: ClassState) -> str:
    """Return a hash of the rubric as it is now, with its mistakes; empty where it cannot be read."""
    path = Path(state.about.rubric)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
    return hashlib.sha256(repr((text, sorted(mistakes_now(path, text).items()))).encode()).hexdigest()


def mistakes_now(rubric: Path, text: str) -> Mapping[str, str]:
    """Return sha256 of each mistake's file by id, as `class.json` has them.

    Args:
        rubric: the rubric's file.
        text: its text.
    """
    folder = _folder_in(text)
    return mistake_hashes(rubric.parent / folder if folder else None, _hashed)


@lru_cache(maxsize=8)
def _folder_in(text: str) -> str:
    try:
        return str(tomllib.loads(text)["assignment"].get("mistakes", ""))
    except (tomllib.TOMLDecodeError, KeyError, AttributeError):
        return ""


def _hashed(file: Path) -> str:
    try:
        told = file.stat()
        return _hash_of(file, told.st_mtime_ns, told.st_size)
    except OSError:  # taken away meanwhile
        return ""


@lru_cache(maxsize=2048)
def _hash_of(file: Path, _changed: int, _size: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
