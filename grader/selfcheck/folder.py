"""Reads the student's folder: its files, when they were saved, and where each function is defined."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.model.submission import Cell, Definition
from grader.submission.definitions import find_definitions

from . import FILE
from .notebook import SavedCell, read_notebook
from .practice_bundle import PracticeBundle

DAY = 86_400
"""Seconds of a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentFolder:
    """The student's files as they were when the folder was read."""

    root: Path
    """The folder's path."""
    notebook: str
    """The notebook's path, relative to the folder."""
    files: Mapping[str, bytes]
    """Contents of the assignment's files that exist, and of all Python modules, by path."""
    cells: tuple[SavedCell, ...]
    """The notebook's saved cells; none where it cannot be read."""
    definitions: Mapping[str, Definition]
    """The definition of each function that was found, by name."""

    def saved(self, path: str) -> float:
        """Return the time when a file was saved last, in seconds since the epoch; 0 where it does not exist."""
        try:
            return (self.root / path).stat().st_mtime
        except OSError:
            return 0.0


def look_at_folder(bundle: PracticeBundle, root: Path | None = None, notebook: str = "") -> StudentFolder:
    """Read the student's folder.

    Args:
        bundle: the practice bundle, with the assignment's paths and functions.
        root: the folder; the one that `find_root` finds unless given.
        notebook: path of the notebook that is open; empty where the editor does not tell it, and then the
            assignment's own notebook is read.
    """
    root = root or find_root(bundle)
    name = _inside(root, notebook) or bundle.rubric.notebook
    files = {path: (root / path).read_bytes() for path in [*bundle.rubric.paths(), name] if (root / path).is_file()}
    files |= {path: (root / path).read_bytes() for path in _modules(root)}
    try:
        saved = tuple(read_notebook(files[name])) if name in files else ()
    except ValueError:
        saved = ()
    cells: tuple[Cell, ...] = tuple(one.cell for one in saved)
    definitions = find_definitions(bundle.rubric.functions, files, cells, bundle.template)
    return StudentFolder(root=root, notebook=name, files=files, cells=saved, definitions=definitions)


def find_root(bundle: PracticeBundle) -> Path:
    """Return the folder that holds the assignment: the working folder, or the one with `selfcheck.pyz`.

    The working folder is returned, too, where neither holds a file of the assignment.
    """
    own = [Path(entry).resolve().parent for entry in sys.path if entry.endswith(FILE)]
    for root in [Path.cwd(), *own]:
        if any((root / path).is_file() for path in bundle.rubric.paths()):
            return root
    return Path.cwd()


def clock_text(saved: float, now: float | None = None) -> str:
    """Return a time as `HH:MM:SS`, after the date where it is not today, in the local time zone.

    Args:
        saved: the time, seconds since the epoch.
        now: the present, seconds since the epoch; the clock's unless given.
    """
    day = time.strftime("%Y-%m-%d", time.localtime(saved))
    today = time.strftime("%Y-%m-%d", time.localtime(time.time() if now is None else now))
    clock = time.strftime("%H:%M:%S", time.localtime(saved))
    return clock if day == today else f"{day} {clock}"


def _inside(root: Path, notebook: str) -> str:
    """Return a notebook's path relative to the folder; empty where it is not given or lies elsewhere."""
    if not notebook:
        return ""
    path = Path(os.path.abspath(root / notebook))
    return path.relative_to(root).as_posix() if path.is_relative_to(root) and path.is_file() else ""


_STRAY = {"__pycache__", "site-packages", "node_modules"}
"""Names of folders whose modules are not the student's own."""


def _modules(root: Path) -> list[str]:
    """Return the paths of at most 500 Python modules, up to four folders deep.

    Virtual environments, hidden folders and folders of installed packages are left out.
    """
    found = []
    for place, folders, names in os.walk(root):
        inside = [name for name in folders if name not in _STRAY and not name.startswith(".")]
        folders[:] = sorted(name for name in inside if not (Path(place) / name / "pyvenv.cfg").exists())
        if len(Path(place).relative_to(root).parts) >= 4:
            folders.clear()
        found += [(Path(place) / name).relative_to(root).as_posix() for name in sorted(names) if name.endswith(".py")]
    return found[:500]
