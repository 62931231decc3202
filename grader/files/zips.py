"""Makes reproducible zips: the same files give the same bytes on every machine at any time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Mapping

_DAWN = (1980, 1, 1, 0, 0, 0)
"""The date of every file."""


def zipped(files: Mapping[str, bytes], opening: bytes = b"", programs: Collection[str] = ()) -> bytes:
    """Return the bytes of a zip of these files.

    Args:
        files: contents by path.
        opening: bytes to put before the zip, such as a line that names an interpreter.
        programs: paths of the files to mark as executable.
    """
    content = io.BytesIO()
    content.write(opening)
    with zipfile.ZipFile(content, "a") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _DAWN)
            info.create_system = 3  # Unix, wherever it is made
            info.external_attr = (0o755 if name in programs else 0o644) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, files[name])
    return content.getvalue()
