"""Makes reproducible zips: the same files with the same date give the same bytes on every machine at any time."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

_DAWN, _DUSK = 315532800, 4354819198
"""The first and the last second that a zip can hold, since 1970."""


def zipped(
    files: Mapping[str, bytes], opening: bytes = b"", programs: Collection[str] = (), seconds: float = _DAWN
) -> bytes:
    """Return the bytes of a zip of these files.

    Args:
        files: contents by path.
        opening: bytes to put before the zip, such as a line that names an interpreter.
        programs: paths of the files to mark as executable.
        seconds: the date of every file, in seconds since 1970; where it is left out, the first that a zip can hold.
    """
    content = io.BytesIO()
    content.write(opening)
    write_zip(content, files, programs, seconds)
    return content.getvalue()


def write_zip(
    content: BinaryIO, files: Mapping[str, bytes], programs: Collection[str] = (), seconds: float = _DAWN
) -> None:
    """Write a zip of these files; each is asked for when its turn comes.

    Args:
        content: where it is written, behind what is there.
        files: as for `zipped`, and so are the others.
        programs: paths of the files to mark as executable.
        seconds: the date of every file.
    """
    year, month, day, hour, minute, second, *_ = time.gmtime(min(max(seconds, _DAWN), _DUSK))
    with zipfile.ZipFile(content, "a") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, (year, month, day, hour, minute, second))
            info.create_system = 3  # Unix, wherever it is made
            info.external_attr = (0o755 if name in programs else 0o644) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, files[name])


def date_of(sources: Iterable[Path]) -> float:
    """Return the date that what is made of some files should bear, in seconds since 1970.

    It is that of the newest file, or of the environment's `SOURCE_DATE_EPOCH`, which is the same on every machine.

    Args:
        sources: the files.
    """
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    if said.isdecimal():
        return float(said)
    return max((path.stat().st_mtime for path in sources), default=_DAWN)
