"""Opens a platform's download: a zip, or the folder that it was unpacked to."""

from __future__ import annotations

import os
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from grader.errors import CallerError
from grader.submission.files import GatheredFile, is_stray, items_of_folder, items_of_zip

from .arrival import LeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A download's list of files, which are not yet read."""

    path: Path
    """The zip or folder."""
    items: Mapping[str, GatheredFile]
    """Its files by path, in the order of their paths."""
    left_out: tuple[LeftOut, ...] = ()
    """Links, and paths that lead out."""

    def tops(self) -> set[str]:
        """Return the first part of every path, each once."""
        return {path.split("/", 1)[0] for path in self.items}

    def is_mostly(self, ours: Callable[[str], bool]) -> bool:
        """Return whether at least half of what lies at the top is a platform's; a student may choose a single name.

        Args:
            ours: a function that returns whether a path is one that the platform makes.
        """
        found = {path.split("/", 1)[0] for path in self.items if ours(path)}
        return bool(found) and 2 * len(found) >= len(self.tops())

    def peeled(self) -> Download | None:
        """Return the download without the single folder that holds everything; None where there is no such folder."""
        if len(self.tops()) != 1 or not all("/" in path for path in self.items):
            return None
        return replace(self, items={path.split("/", 1)[1]: item for path, item in self.items.items()})


@contextmanager
def opened(path: Path) -> Iterator[Download]:
    """Open a download and list its files.

    Args:
        path: a zip or a folder.

    Raises:
        CallerError: there is no such thing, it cannot be read, or nothing is in it.
    """
    if path.is_dir():
        yield _download(path, items_of_folder(path))
        return
    if not path.exists():
        raise CallerError("download_not_there", where=str(path))
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise CallerError("download_no_zip", where=str(path), error=str(error)) from error
    with archive:
        yield _download(path, items_of_zip(archive))


def _download(path: Path, items: Iterable[GatheredFile]) -> Download:
    found, left_out = {}, []
    for item in items:
        name = unicodedata.normalize("NFC", os.fsencode(item.name).decode(errors="replace"))
        if is_stray(name):
            continue
        if isinstance(item.source, str):
            left_out.append(LeftOut(path=name, why=item.source))
        else:
            found[name] = item
    if not found:
        raise CallerError("download_empty", where=str(path))
    return Download(path=path, items=dict(sorted(found.items())), left_out=tuple(left_out))
