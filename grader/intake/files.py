"""A hand-in's files, from a notebook, a folder or a zip, bounded and laid out as the assignment's template is."""

from __future__ import annotations

import stat
import zipfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath

from grader.errors import SubmissionError

MAX_BYTES = 300 << 20
"""Most bytes of all files together, unpacked."""
MAX_FILES = 5_000
"""Most files."""
_STRAY = {"__MACOSX", "__pycache__", ".git", ".ipynb_checkpoints", ".DS_Store", "Thumbs.db", "expect.toml"}
"""Names that no student meant to hand in, and the verdicts that an example is expected to get."""


def read_files(path: Path, wanted: Collection[str]) -> dict[str, bytes]:
    """The files of a hand-in, by path relative to where the assignment's own files lie.

    Args:
        path: a notebook, a folder or a zip.
        wanted: paths that the assignment names, by which the hand-in's root is found.

    Raises:
        SubmissionError: there is no such thing, it cannot be read, or it is too large.
    """
    if path.is_dir():
        found = _of_folder(path)
    elif path.suffix.lower() == ".zip":
        found = _of_zip(path)
    elif path.suffix.lower() == ".ipynb" and path.is_file():
        found = {path.name: _bounded(path)}
    else:
        raise SubmissionError(
            "no notebook, folder or zip." if path.exists() else "there is no such file or folder.",
            why="A submission is an .ipynb file, a folder, or a .zip.",
            mend="Check the path.",
            where=str(path),
        )
    return _rooted(found, wanted)


def _of_folder(folder: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = MAX_BYTES
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file() or _is_stray(name):
            continue
        found[name] = _bounded(path, left)
        left -= len(found[name])
        _check_count(folder, len(found))
    return found


def _of_zip(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            return dict(_entries(path, archive))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise SubmissionError(
            f"the zip cannot be read ({error}).",
            why="It is damaged, encrypted, or no zip.",
            mend="Ask for it again, or unpack it and grade the folder.",
            where=str(path),
        ) from error


def _entries(path: Path, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    left = MAX_BYTES
    for count, entry in enumerate(archive.infolist(), start=1):
        _check_count(path, count)
        name = PurePosixPath(entry.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in entry.filename:
            raise SubmissionError(
                f"the zip holds the path {entry.filename[:100]!r}.",
                why="A path that leads out of the folder could overwrite other files.",
                mend="Pack the assignment's folder again, without such paths.",
                where=str(path),
            )
        linked = stat.S_ISLNK(entry.external_attr >> 16)
        if entry.is_dir() or linked or _is_stray(str(name)):
            continue
        with archive.open(entry) as stream:
            content = stream.read(left + 1)
        if len(content) > left:
            raise _too_large(path)
        left -= len(content)
        yield str(name), content


def _bounded(path: Path, left: int = MAX_BYTES) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(left + 1)
    except OSError as error:
        raise SubmissionError(
            f"the file cannot be read ({error.strerror}).",
            why="Every file that was handed in counts.",
            mend="Check its permissions.",
            where=str(path),
        ) from error
    if len(content) > left:
        raise _too_large(path)
    return content


def _check_count(path: Path, count: int) -> None:
    if count > MAX_FILES:
        raise SubmissionError(
            f"more than {MAX_FILES} files.",
            why="A hand-in of this size is a mistake: a virtual environment or a data set, most often.",
            mend="Remove what does not belong to the assignment.",
            where=str(path),
        )


def _too_large(path: Path) -> SubmissionError:
    return SubmissionError(
        f"more than {MAX_BYTES >> 20} MiB.",
        why="A hand-in of this size is a mistake: a data set, most often.",
        mend="Remove what does not belong to the assignment.",
        where=str(path),
    )


def _is_stray(name: str) -> bool:
    return not _STRAY.isdisjoint(PurePosixPath(name).parts) or PurePosixPath(name).name.startswith("._")


def _rooted(found: dict[str, bytes], wanted: Collection[str]) -> dict[str, bytes]:
    """The same files seen from the folder in which most of the wanted paths are found."""
    roots = Counter(_roots(found, wanted))
    root = min(roots, key=lambda prefix: (-roots[prefix], len(prefix), prefix), default="")
    return {name.removeprefix(root): content for name, content in found.items() if name.startswith(root)}


def _roots(found: Iterable[str], wanted: Collection[str]) -> Iterator[str]:
    for name in found:
        for path in wanted:
            if name == path or name.endswith("/" + path):
                yield name.removesuffix(path)
