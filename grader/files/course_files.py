"""Lists the files that belong to an assignment, without the caches that Python and Jupyter make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_STRAY = {"__pycache__", ".ipynb_checkpoints"}


def course_files(root: Path) -> Iterator[Path]:
    """Yield all files of a folder in the order of their names; a root that is a file itself is yielded alone."""
    for path in [root] if root.is_file() else sorted(root.rglob("*"), key=lambda path: path.parts):
        if path.is_file() and not _STRAY & set(path.parts):
            yield path
