"""Writes a folder of hand-ins completely or not at all, never over other people's files and never outside of it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.errors import CallerError, phrase
from grader.files.atomic import unwritable, write_json

RECORD = ".import.json"
"""The record of what an import wrote, so that the next one knows it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The files that the last import wrote into a folder."""

    platform: str = ""
    """The platform whose download it was; empty where there was none."""
    hashes: Mapping[str, str] = field(default_factory=dict)
    """sha256 of each file that was written, by path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The paths that were written, replaced, removed and kept."""

    written: tuple[str, ...] = ()
    """Paths that are new."""
    replaced: tuple[str, ...] = ()
    """Paths whose older content went."""
    removed: tuple[str, ...] = ()
    """Paths that went without another content."""
    kept: tuple[str, ...] = ()
    """Paths that somebody changed by hand and the download did not: they stay."""


def before(out: Path) -> Before:
    """Read the record of the last import.

    Raises:
        CallerError: its record cannot be read.
    """
    path = out / RECORD
    if not path.exists():
        return Before()
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Before(
            platform=str(told["platform"]), hashes={str(key): str(told["files"][key]) for key in told["files"]}
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CallerError("import_record_unreadable", where=str(path)) from error


def hash_of(content: bytes) -> str:
    """Return the sha256 of a content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """Make a temporary folder beside the hand-ins to write into first, and remove it at the end in any case.

    Raises:
        OutputError: the folder cannot be written.
        MachineError: the disk is full.
    """
    made = not out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".import.part.", dir=out))
    except OSError as error:
        raise unwritable(out, error) from error
    try:
        yield stage
    except OSError as error:
        raise unwritable(out, error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        if made and not any(out.iterdir()):
            out.rmdir()


def put(stage: Path, path: str, content: bytes) -> None:
    """Write one file into the temporary folder."""
    place = stage / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


def place(
    stage: Path, out: Path, platform: str, hashes: Mapping[str, str], retired: Iterable[str], may_replace: Iterable[str]
) -> Placed:
    """Move the staged files into place, after all of them were checked.

    Args:
        stage: holds the new files.
        out: the folder of the hand-ins.
        platform: whose download it is.
        hashes: sha256 of each staged file, by path.
        retired: paths of the last import that this one does without.
        may_replace: paths of existing files that the caller allows to be replaced.

    Raises:
        CallerError: something there is not ours.
    """
    last, given_up = before(out).hashes, set(may_replace)
    there = {path: _hash_there(out, path) for path in hashes}
    foreign = [path for path, new in hashes.items() if there[path] not in (None, new, last.get(path))]
    foreign = [path for path in foreign if path not in given_up]
    strange = [path for path in foreign if last.get(path) != hashes[path]]
    if strange:
        raise _not_ours(out, strange)
    moved = [path for path, new in hashes.items() if there[path] != new and path not in foreign]
    for path in moved:
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        os.replace(stage / path, out / path)
    removed = [path for path in retired if _hash_there(out, path) == last[path]]
    for path in removed:
        _remove(out, path)
    stays = {path: known for path, known in last.items() if path not in removed}
    write_json(out / RECORD, {"platform": platform, "files": dict(sorted({**stays, **hashes}.items()))})
    return Placed(
        written=tuple(path for path in moved if there[path] is None),
        replaced=tuple(path for path in moved if there[path] is not None),
        removed=tuple(removed),
        kept=tuple(foreign),
    )


def _hash_there(out: Path, path: str) -> str | None:
    """Return the sha256 of an existing file; None where there is no file, a word where the path is no plain file."""
    for parent in reversed(Path(path).parents[:-1]):
        if (out / parent).is_symlink() or ((out / parent).exists() and not (out / parent).is_dir()):
            return "no folder"
    target = out / path
    if target.is_symlink() or (target.exists() and not target.is_file()):
        return "no file"
    return hash_of(target.read_bytes()) if target.exists() else None


def _remove(out: Path, path: str) -> None:
    """Remove a file, and the folders that become empty."""
    (out / path).unlink(missing_ok=True)
    for parent in Path(path).parents[:-1]:
        if any((out / parent).iterdir()):
            return
        (out / parent).rmdir()


def _not_ours(out: Path, paths: list[str]) -> CallerError:
    shown = ", ".join(f"`{path}`" for path in paths[:5])
    all_of_them = phrase("and_more", shown=shown, more=len(paths) - 5) if len(paths) > 5 else shown
    return CallerError("folder_holds_other", where=str(out), paths=all_of_them)
