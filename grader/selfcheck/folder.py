"""The student's folder: which files are there, saved when, and where each function stands."""

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
"""Seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentFolder:
    """One look at the folder; what changes later is seen by the next look."""

    root: Path
    """Its path."""
    notebook: str
    """The notebook's path in it."""
    files: Mapping[str, bytes]
    """The assignment's files that are there, and all Python modules."""
    cells: tuple[SavedCell, ...]
    """The notebook's cells as saved; none where it cannot be read."""
    definitions: Mapping[str, Definition]
    """The place of each function."""

    def saved(self, path: str) -> float:
        """When a file was saved, seconds since the epoch; 0 where it is not there."""
        try:
            return (self.root / path).stat().st_mtime
        except OSError:
            return 0.0


def look_at_folder(bundle: PracticeBundle, root: Path | None = None, notebook: str = "") -> StudentFolder:
    """Look at the student's folder.

    Args:
        bundle: what is asked.
        root: the folder; found by itself unless given.
        notebook: the path of the notebook that is open, where the editor tells; else the assignment's own name.
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
    """Return the working folder, or the one in which the self-check's own file lies, whichever holds the assignment."""
    own = [Path(entry).resolve().parent for entry in sys.path if entry.endswith(FILE)]
    for root in [Path.cwd(), *own]:
        if any((root / path).is_file() for path in bundle.rubric.paths()):
            return root
    return Path.cwd()


def clock_text(saved: float, now: float | None = None) -> str:
    """Return a moment as a clock shows it; with the day where it is not today's."""
    day = time.strftime("%Y-%m-%d", time.localtime(saved))
    today = time.strftime("%Y-%m-%d", time.localtime(time.time() if now is None else now))
    clock = time.strftime("%H:%M:%S", time.localtime(saved))
    return clock if day == today else f"{day} {clock}"


def _inside(root: Path, notebook: str) -> str:
    """Return a notebook's path in the folder; empty when it lies elsewhere or nobody told."""
    if not notebook:
        return ""
    path = Path(os.path.abspath(root / notebook))
    return path.relative_to(root).as_posix() if path.is_relative_to(root) and path.is_file() else ""


_STRAY = {"__pycache__", "site-packages", "node_modules"}


def _modules(root: Path) -> list[str]:
    """Return the Python modules in the folder and in its packages, without environments and hidden folders."""
    found = []
    for place, folders, names in os.walk(root):
        inside = [name for name in folders if name not in _STRAY and not name.startswith(".")]
        folders[:] = sorted(name for name in inside if not (Path(place) / name / "pyvenv.cfg").exists())
        if len(Path(place).relative_to(root).parts) >= 4:
            folders.clear()
        found += [(Path(place) / name).relative_to(root).as_posix() for name in sorted(names) if name.endswith(".py")]
    return found[:500]
