"""Reads a hand-in's files from a notebook, a folder or a zip; what cannot be used is left out with a remark."""

from __future__ import annotations

import io
import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from grader.errors import SubmissionError
from grader.model.submission import Audience, Remark

from .notebook_json import is_notebook_name
from .text_notebook import ENDINGS, README

MAX_FILE = 50 << 20
"""Most bytes of one file, unpacked."""
MAX_BYTES = 300 << 20
"""Most bytes of all files together."""
MAX_FILES = 5_000
"""Most files."""
DEPTH = 3
"""Most zips inside one another that are opened."""
MAX_NAME = 200
"""Most bytes of a file's or folder's name."""
_STRAY = {
    *("__MACOSX", "__pycache__", ".git", ".svn", ".ipynb_checkpoints", ".DS_Store", "Thumbs.db", "desktop.ini"),
    *(".venv", "venv", "node_modules", "site-packages", ".idea", ".vscode", ".mypy_cache", ".pytest_cache"),
    "expect.toml",
}
"""Names of files and folders that systems and tools leave behind, and of the expected verdicts beside an example."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredFiles:
    """The files that were handed in, with remarks on those that were left out."""

    files: Mapping[str, bytes]
    """Contents by path, with `/` between folders."""
    remarks: tuple[Remark, ...] = ()
    """One for each thing that was left out."""


def gather(path: Path) -> GatheredFiles:
    """Read the files of a hand-in.

    Args:
        path: a notebook, a folder or a zip; in a zip that holds nothing but a zip, the inner one is opened.

    Raises:
        SubmissionError: there is no such thing, or it cannot be read at all.
    """
    if path.is_dir():
        found = gather_items(items_of_folder(path))
    elif path.suffix.lower() == ".zip" and path.is_file():
        found = unpacked(path, path)
    elif is_hand_in(path.name) and path.is_file():
        found = gather_items([GatheredFile(path.name, path.stat().st_size, path)])
    else:
        raise SubmissionError("no_submission" if path.exists() else "no_such_file", where=str(path))
    for _ in range(DEPTH):
        inner = [name for name in found.files if name.lower().endswith(".zip")]
        if not inner or any(is_code(name) for name in found.files):
            break
        found = _opened(found, inner, path)
    return found


def _opened(found: GatheredFiles, inner: Sequence[str], path: Path) -> GatheredFiles:
    """Return the files of zips that were inside a zip, with those beside them; of several, each in its own folder."""
    files, remarks = {name: content for name, content in found.files.items() if name not in inner}, list(found.remarks)
    for name in inner:
        one = unpacked(io.BytesIO(found.files[name]), path)
        folder = "" if len(inner) == 1 else f"{name[: -len('.zip')]}/"
        files |= {folder + inside: content for inside, content in one.files.items()}
        remarks += one.remarks
        if sum(map(len, files.values())) > MAX_BYTES or len(files) > MAX_FILES:
            break
    return GatheredFiles(files=files, remarks=tuple(remarks))


def gather_items(items: Iterable[GatheredFile]) -> GatheredFiles:
    """Read a hand-in's files that are listed already, within the same bounds as `gather`."""
    return _reader_of(items).done()


def _reader_of(items: Iterable[GatheredFile]) -> _BoundedReader:
    """Return what reads the files; a checkpoint of Jupyter's is read where there is no other code."""
    listed = list(items)
    if not any(is_code(item.name) and not is_stray(item.name) for item in listed):
        listed = [replace(item, name=_without_checkpoints(item.name)) for item in listed]
    return _BoundedReader(iter(listed))


def _without_checkpoints(name: str) -> str:
    """Return the path of the notebook that Jupyter saved a copy of; other paths are returned unchanged."""
    path = PurePosixPath(name)
    if path.parent.name != ".ipynb_checkpoints":
        return name
    return str(path.parent.parent / path.name.replace("-checkpoint.", "."))


@dataclass(frozen=True, slots=True)
class GatheredFile:
    """A file of a hand-in that has not been read yet."""

    name: str
    """The path, with `/` between folders."""
    size: int
    """The size that the folder or zip states, bytes."""
    source: Path | tuple[zipfile.ZipFile, zipfile.ZipInfo] | str
    """Reads its content, or the reason for which it is left out."""

    def read(self, most: int) -> bytes:
        """Read the file's first `most` bytes."""
        if isinstance(self.source, Path):
            with self.source.open("rb") as stream:
                return stream.read(most)
        assert not isinstance(self.source, str)  # noqa: S101 - what is left out is never read
        archive, info = self.source
        with archive.open(info) as stream:
            return stream.read(most)


@dataclass
class _BoundedReader:
    """Reads files within the bounds: code first, then from small to large."""

    entries: Iterator[GatheredFile]
    files: dict[str, bytes] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    failed: list[BaseException] = field(default_factory=list)

    def done(self) -> GatheredFiles:
        """Return the files that were read, and the remarks."""
        left = MAX_BYTES
        wanted = (entry for entry in self.entries if not is_stray(entry.name))
        for entry in sorted(wanted, key=lambda entry: (not is_code(entry.name), entry.size, entry.name)):
            if len(self.files) == MAX_FILES:
                self._leave_out("many", entry.name, most=str(MAX_FILES))
                break
            left -= self._take(entry, min(left, MAX_FILE))
        return GatheredFiles(files=dict(sorted(self.files.items())), remarks=tuple(self.remarks))

    def _take(self, entry: GatheredFile, most: int) -> int:
        if isinstance(entry.source, str):
            self._leave_out(entry.source, entry.name)
            return 0
        if not _usable(entry.name):
            self._leave_out("name", entry.name)
            return 0
        try:
            content = b"" if entry.size > most else entry.read(most + 1)
        except (OSError, RuntimeError, EOFError, ValueError, zipfile.BadZipFile, zlib.error, lzma.LZMAError) as error:
            self.failed.append(error)
            self._leave_out("unreadable", entry.name)
            return 0
        if entry.size > most or len(content) > most:
            self._leave_out("large", entry.name, most=str(most >> 20))
            return 0
        self.files[entry.name] = content
        return len(content)

    def _leave_out(self, why: str, name: str, **facts: str) -> None:
        shown = name.encode("utf-8", "replace").decode()[:100]
        self.remarks.append(Remark(id=f"left_out_{why}", audience=Audience.STUDENT, facts={"path": shown, **facts}))


def items_of_folder(folder: Path) -> Iterator[GatheredFile]:
    """Yield every file in a folder, unread."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            yield GatheredFile(name, 0, "link")
        elif path.is_file():
            yield GatheredFile(name, path.stat().st_size, path)


def unpacked(source: Path | io.BytesIO, path: Path) -> GatheredFiles:
    """Return the files of a zip.

    Args:
        source: the zip.
        path: what to call it in an error.

    Raises:
        SubmissionError: nothing in it can be read.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            gathering = _reader_of(items_of_zip(archive))
            found = gathering.done()
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise _damaged(path, error) from error
    if gathering.failed and not found.files:
        raise _damaged(path, gathering.failed[0])
    return found


def items_of_zip(archive: zipfile.ZipFile) -> Iterator[GatheredFile]:
    """Yield every file in a zip, unread."""
    for info in archive.infolist():
        name = PurePosixPath(_named(info).replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or str(name)[1:2] == ":":
            yield GatheredFile(str(name), 0, "outside")
        elif stat.S_ISLNK(info.external_attr >> 16):
            yield GatheredFile(str(name), 0, "link")
        elif not info.is_dir():
            yield GatheredFile(str(name), info.file_size, (archive, info))


def _named(info: zipfile.ZipInfo) -> str:
    """Return an entry's name; one of UTF-8 without the zip's flag for it, which is read as cp437, is corrected."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _damaged(path: Path, error: BaseException) -> SubmissionError:
    return SubmissionError("zip_damaged", where=str(path), error=str(error))


def is_code(name: str) -> bool:
    """Return whether a file is a notebook or a module."""
    return PurePosixPath(name).suffix.lower() == ".py" or is_notebook_name(name)


def is_hand_in(name: str) -> bool:
    """Return whether a file alone may be a hand-in: a notebook in any form, or a zip."""
    return is_surely_hand_in(name) or is_text_hand_in(name)


def is_surely_hand_in(name: str) -> bool:
    """Return whether a file is a hand-in wherever it lies: a notebook or a zip."""
    return PurePosixPath(name).suffix.lower() == ".zip" or is_notebook_name(name)


def is_text_hand_in(name: str) -> bool:
    """Return whether a file may be a notebook saved as text; a course's own scripts have the same endings."""
    path = PurePosixPath(name)
    return path.suffix.lower() in ENDINGS and not README.match(path.name)


def is_stray(name: str) -> bool:
    """Return whether no student meant to hand in a file of that name."""
    return not _STRAY.isdisjoint(PurePosixPath(name).parts) or PurePosixPath(name).name.startswith("._")


def _usable(name: str) -> bool:
    """Return whether a file of that name can be written into a folder."""
    parts = PurePosixPath(name).parts
    fits = all(len(part.encode("utf-8", "replace")) <= MAX_NAME for part in parts) and len(parts) <= 20
    return bool(parts) and fits and name.isprintable()
