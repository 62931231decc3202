"""Collects what lies beside the source notebook of another grader and belongs to the assignment: data and modules."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.files.course_files import course_files
from grader.model.anchor import text_of_cell

from .otter_tests import settings_of
from .solved.files_beside import MOST_BYTES, files_beside

MOST_FILES = 400
"""Most files beside an nbgrader notebook that are taken as a whole; of a fuller folder those that its code names."""
MOST_BYTES_TOGETHER = 100 << 20
"""Most bytes of these files together."""
_CONFIG = "# ASSIGNMENT CONFIG"
"""First line of the cell with an otter notebook's settings."""


def source_files(form: str, source: Path, cells: Sequence[Mapping[str, Any]], out: Path) -> dict[str, bytes]:
    """Return the files that an assignment's notebook needs, by path relative to the notebook's folder.

    Args:
        form: `nbgrader`, whose students get everything that lies beside the source, or `otter`, which names `files`.
        source: the source notebook.
        cells: its cells, nbformat 4.
        out: the folder into which is converted; nothing in it belongs to the source.
    """
    folder = source.parent
    code = [text_of_cell(cell) for cell in cells if cell.get("cell_type") == "code"]
    found = files_beside(folder, code)
    whole = _named_by_otter(folder, cells) if form == "otter" else _beside(folder, out)
    listed = [path for path in whole if _is_taken(path, folder)]
    if form == "otter" or _is_small(listed):
        found |= {path.relative_to(folder).as_posix(): path.read_bytes() for path in listed}
    return dict(sorted((path, content) for path, content in found.items() if not path.endswith(".ipynb")))


def _named_by_otter(folder: Path, cells: Sequence[Mapping[str, Any]]) -> Iterator[Path]:
    """Yield the files that otter's settings name under `files`, with all that lies in the folders among them."""
    for cell in cells:
        text = text_of_cell(cell)
        if _CONFIG not in text:
            continue
        named = settings_of(text).get("files") or []
        for name in named if isinstance(named, list) else [named]:
            path = folder / str(name)
            if path.exists() and path.resolve().is_relative_to(folder.resolve()):
                yield from course_files(path)


def _beside(folder: Path, out: Path) -> Iterator[Path]:
    """Yield the files beside a source, until they are too many; folders that are hidden or of this grader are left out.

    Args:
        folder: the source's folder.
        out: the folder into which is converted.
    """
    found = 0
    for place, folders, names in os.walk(folder):
        parent = Path(place)
        folders[:] = sorted(name for name in folders if not _is_own(parent / name, out))
        for name in sorted(names):
            found += 1
            if found <= MOST_FILES + 1:
                yield parent / name
        if found > MOST_FILES:
            return


def _is_own(folder: Path, out: Path) -> bool:
    """Return whether a folder is hidden, a cache, or an assignment of this grader."""
    made = folder.resolve() == out.resolve() or (folder / "rubric.toml").is_file()
    return made or folder.name.startswith(".") or folder.name == "__pycache__"


def _is_taken(path: Path, folder: Path) -> bool:
    """Return whether a file is no other notebook, not hidden, not too large, and lies in the folder itself."""
    inside = path.is_file() and path.resolve().is_relative_to(folder.resolve())
    return inside and not path.name.startswith(".") and path.suffix != ".ipynb" and path.stat().st_size <= MOST_BYTES


def _is_small(paths: Iterable[Path]) -> bool:
    sizes = [path.stat().st_size for path in paths]
    return len(sizes) <= MOST_FILES and sum(sizes) <= MOST_BYTES_TOGETHER
