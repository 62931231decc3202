"""Keeps the compiled forms of the pages' templates beside them, as Python keeps those of modules.

To compile them takes longer than to write a report, and each command would. They lie in `__pycache__`, where whoever
can write could change our own modules; where we cannot write, or Python is told to write none, nothing is kept.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

_HEAD = 2 * hashlib.sha256().digest_size


class TemplateCode(BytecodeCache):
    """The compiled forms of the templates of one folder."""

    def __init__(self, folder: Path) -> None:
        """Look at nothing yet.

        Args:
            folder: the folder of the templates; what their compiled forms depend on besides lies in the one above.
        """
        self._folder = folder / "__pycache__"
        beside = [f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in folder.parent.glob("*.py")]
        self._depends_on = "\n".join([sys.version, jinja2.__version__, *sorted(beside)])

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a compiled form; what is not whole, or of something else, is compiled again."""
        with suppress(OSError, EOFError, ValueError, TypeError):
            content = self._file(bucket).read_bytes()
            if content[:_HEAD] == self._head(bucket, content[_HEAD:]):
                bucket.code = marshal.loads(content[_HEAD:])  # noqa: S302 - as in Python's own compiled modules

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write a compiled form whole, or not at all."""
        if sys.dont_write_bytecode or bucket.code is None:
            return
        body, place = marshal.dumps(bucket.code), self._file(bucket)
        part = place.with_name(f"{place.name}.{secrets.token_hex(4)}")
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            try:
                part.write_bytes(self._head(bucket, body) + body)
                os.replace(part, place)
            finally:
                part.unlink(missing_ok=True)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.{sys.implementation.cache_tag}"

    def _head(self, bucket: Bucket, body: bytes) -> bytes:
        """Return a hash of what a compiled form depends on, and one of itself."""
        depends_on = f"{self._depends_on}\n{bucket.key}\n{bucket.checksum}"
        return hashlib.sha256(depends_on.encode()).digest() + hashlib.sha256(body).digest()
