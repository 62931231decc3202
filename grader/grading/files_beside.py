"""Finds the files that code of an assignment may read: below the rubric, and modules that it imported from elsewhere.

Why it is so: docs/decisions/0053.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

import grader
from grader.model.assignment import Assignment

MOST_FILES = 20_000
"""Most files and folders that are looked at; beside more of them nothing is kept."""
_RESULTS = {"report.json", "class.json", "gradebook.sqlite", "observations.bin"}
"""Names of files by which a folder of results is known, which no reference reads."""
_STRAY = (".pyc", ".pyo")


def stamps_beside(assignment: Assignment, rubric: Path, without: Collection[Path] = ()) -> list[str] | None:
    """Return place, size and time of each file that the assignment's code may read; None where there are too many.

    Args:
        assignment: the assignment.
        rubric: its file.
        without: files that are left out.
    """
    roots, packages = _roots(assignment, rubric)
    places = [path for root in roots for path in islice(_below(root), MOST_FILES + 1)]
    if len(places) > MOST_FILES:
        return None
    places += [path for package in packages for path in package.parent.iterdir()]
    wanted = set(places) - {path.absolute() for path in without}
    found = (stamp(path) for path in sorted({*wanted, *_modules_elsewhere([*roots, *packages])}))
    return [text for text in found if text]


def stamp(path: Path) -> str:
    """Return a file's place, size and time; empty where it is no file, or is gone."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{path} {found.st_size} {found.st_mtime_ns}" if path.is_file() else ""


def _roots(assignment: Assignment, rubric: Path) -> tuple[list[Path], list[Path]]:
    """Return the folders of the assignment's code, none in another, and those that are packages."""
    codes = (getattr(one.inputs, "__code__", None) for one in assignment.scenarios.values())
    files = [Path(code.co_filename).absolute() for code in codes if code is not None]
    files += [root.absolute() for root in (assignment.reference_folder, assignment.mistakes_folder) if root is not None]
    packages = [path for path in files if path.is_dir()]
    near = {*packages, *(path.parent for path in (rubric.absolute(), *files) if path not in packages)}
    return sorted(path for path in near if path.is_dir() and not near & set(path.parents)), packages


def _below(root: Path) -> Iterator[Path]:
    """Yield all files and folders below a folder, without hidden ones and what commands and Python write there."""
    for place, folders, files in os.walk(root, followlinks=True):
        if _RESULTS & set(files) and Path(place) != root:
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".") and name != "__pycache__"]
        yield Path(place)
        yield from (Path(place) / name for name in files if not name.endswith(_STRAY))


def _modules_elsewhere(roots: list[Path]) -> Iterator[Path]:
    """Yield the modules that were imported from a folder of one's own, whose version says nothing of their content."""
    known = [*roots, Path(grader.__file__).parent, Path(sys.prefix), Path(sys.base_prefix)]
    beginnings = tuple(f"{place}{os.sep}" for place in known)
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and not file.startswith(beginnings):
            yield Path(file)
