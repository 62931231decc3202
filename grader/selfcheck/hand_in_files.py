"""Collects the files to hand in: those that the assignment names, and the student's own modules that they import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grader.model.magics import without_magics
from grader.model.submission import CellKind
from grader.submission.answers import is_self_check
from grader.submission.imports import imported

from .folder import StudentFolder
from .notebook import read_notebook
from .practice_bundle import PracticeBundle


def hand_in_files(bundle: PracticeBundle, folder: StudentFolder) -> dict[str, bytes]:
    """Return the contents of the files to hand in, by path.

    The assignment's notebook is left out where the student works in another and wrote nothing in it.

    Args:
        bundle: the practice bundle, with the paths that the assignment names.
        folder: the student's folder.
    """
    named = {path: folder.files[path] for path in bundle.rubric.paths() if path in folder.files}
    if folder.notebook in folder.files:
        named[folder.notebook] = folder.files[folder.notebook]
        if folder.notebook != bundle.rubric.notebook and _is_as_given(bundle, folder):
            del named[bundle.rubric.notebook]
    return dict(sorted({**named, **_added(bundle, folder, named)}.items()))


def missing(bundle: PracticeBundle, folder: StudentFolder) -> list[str]:
    """Return the paths that the assignment names and that do not exist.

    Its notebook is not missing where the student works in a notebook of another name.

    Args:
        bundle: the practice bundle, with the paths that the assignment names.
        folder: the student's folder.
    """
    gone = [path for path in bundle.rubric.paths() if path not in folder.files]
    return [path for path in gone if path != bundle.rubric.notebook or folder.notebook not in folder.files]


def _is_as_given(bundle: PracticeBundle, folder: StudentFolder) -> bool:
    """Return whether nothing was written in the assignment's notebook, as where the student works in another one."""
    name = bundle.rubric.notebook
    if name not in folder.files or name not in bundle.template:
        return False
    try:
        own, given = read_notebook(folder.files[name]), read_notebook(bundle.template[name])
    except ValueError:
        return False
    written = [one.cell.source for one in own if not is_self_check(one.cell)]
    return written == [one.cell.source for one in given]


def _added(bundle: PracticeBundle, folder: StudentFolder, named: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the student's own or changed modules that the named files and the notebook import, directly or not.

    Args:
        bundle: the practice bundle, with the template and the locked files.
        folder: the student's folder.
        named: the files that are handed in anyway, by path.
    """
    found: dict[str, bytes] = {}
    left = [(path, content) for path, content in named.items() if path.endswith(".py")]
    left += [("", cell.cell.source.encode()) for cell in folder.cells if cell.cell.kind == CellKind.CODE]
    while left:
        path, content = left.pop()
        for other in _imported(path, content):
            own = folder.files.get(other)
            if own is not None and other not in named and other not in found:
                left.append((other, own))
                found[other] = own
    locked = bundle.rubric.locked
    return {path: own for path, own in found.items() if path not in locked and own != bundle.template.get(path)}


def _imported(path: str, content: bytes) -> list[str]:
    """Return the paths at which the modules that a file imports may lie, and those of their packages' `__init__.py`."""
    text = without_magics(content.decode("utf-8", "replace"))
    try:
        names = list(imported(text, path.split("/")[:-1]))
    except (SyntaxError, ValueError, RecursionError):
        return []
    return [other for name in names for other in _paths(name.split("."))]


def _paths(parts: list[str]) -> Iterator[str]:
    for length in range(1, len(parts) + 1):
        yield "/".join(parts[:length]) + "/__init__.py"
    yield "/".join(parts) + ".py"
