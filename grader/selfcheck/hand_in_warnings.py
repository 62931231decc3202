"""Warns about a notebook that is to be handed in: cells unsaved, not run, run out of order, changed since or failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from grader.model.packages import ALWAYS, NOTEBOOK
from grader.model.submission import CellKind
from grader.submission.imports import imported_packages

from . import FILE
from .folder import StudentFolder, clock_text
from .notebook import SavedCell
from .practice_bundle import PracticeBundle

LARGE = 10 << 20
"""Bytes above which a file is warned about, since platforms may refuse it."""


def hand_in_warnings(bundle: PracticeBundle, folder: StudentFolder, ran: Sequence[str] | None) -> Iterator[str]:
    """Yield a sentence for each thing that the student should look at before handing in.

    Args:
        bundle: the practice bundle, with the sentences.
        folder: the student's folder.
        ran: the code that the running notebook ran, by execution count; None outside of a notebook.
    """
    words, code = bundle.words, _code(folder.cells)
    if folder.notebook in folder.files and not folder.cells:
        yield words("selfcheck.unreadable", path=folder.notebook)
    if _is_unsaved(code, ran):
        yield words("selfcheck.unsaved", path=folder.notebook, saved=clock_text(folder.saved(folder.notebook)))
    idle = [saved for saved in code if saved.count is None and not _is_pack(saved)]
    if idle:
        yield words("selfcheck.not_run", count=len(idle), cells=_places(idle))
    stale = _stale(code, ran)
    if stale:
        yield words("selfcheck.stale", cells=_places(stale))
    if _is_out_of_order(code):
        yield words("selfcheck.out_of_order")
    stopped = [saved for saved in code if saved.error]
    if stopped:
        yield words("selfcheck.stopped", cells=_places(stopped))
    for package in _not_allowed(bundle, folder):
        yield words("selfcheck.not_allowed", package=package)
    for path in _newer(folder):
        yield words("selfcheck.newer", path=path, notebook=folder.notebook)


def large(bundle: PracticeBundle, files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield a sentence for each file that is larger than `LARGE`.

    Args:
        bundle: the practice bundle, with the sentences.
        files: contents of the files to hand in, by path.
    """
    for path, content in files.items():
        if len(content) > LARGE:
            yield bundle.words("selfcheck.large", path=path, size=len(content) >> 20)


def _code(cells: Sequence[SavedCell]) -> list[SavedCell]:
    return [saved for saved in cells if saved.cell.kind == CellKind.CODE and saved.cell.source.strip()]


def _is_pack(saved: SavedCell) -> bool:
    """Return whether a cell calls `pack`: such a cell always runs after the notebook was saved."""
    return "pack(" in saved.cell.source


def _is_unsaved(code: Sequence[SavedCell], ran: Sequence[str] | None) -> bool:
    """Return whether the last cell that ran, the one with `pack` aside, is not in the saved file as it ran."""
    if ran is None:
        return False
    saved = {source.cell.source.strip() for source in code}
    counts = {source.count for source in code}
    latest = [place for place in range(1, len(ran) - 1) if ran[place].strip()][-1:]  # the last one runs `pack` itself
    return any(place not in counts or ran[place].strip() not in saved for place in latest if "pack(" not in ran[place])


def _stale(code: Sequence[SavedCell], ran: Sequence[str] | None) -> list[SavedCell]:
    """Return the cells whose code was changed after they ran, so that their outputs belong to older code."""
    if ran is None:
        return []
    known = [saved for saved in code if saved.count is not None and 0 < saved.count < len(ran)]
    return [saved for saved in known if ran[saved.count or 0].strip() != saved.cell.source.strip()]


def _is_out_of_order(code: Sequence[SavedCell]) -> bool:
    counts = [saved.count for saved in code if saved.count is not None]
    return counts != sorted(counts)


def _not_allowed(bundle: PracticeBundle, folder: StudentFolder) -> list[str]:
    """Return the packages that the notebook or a module of the assignment imports, and that are hidden in grading."""
    asked = {path: folder.files[path] for path in bundle.rubric.paths() if path in folder.files}
    found = imported_packages(asked, [saved.cell for saved in folder.cells])
    own = {path.split("/")[0].removesuffix(".py") for path in folder.files}
    return sorted(found - own - {*ALWAYS, *NOTEBOOK, *bundle.rubric.packages, FILE.partition(".")[0]})


def _newer(folder: StudentFolder) -> list[str]:
    """Return the paths of modules saved after the notebook, whose outputs may belong to an older version of them."""
    notebook = folder.saved(folder.notebook)
    paths = {found.path for found in folder.definitions.values() if found.cell is None and not found.unchanged}
    return sorted(path for path in paths if notebook and folder.saved(path) > notebook + 1)


def _places(cells: Sequence[SavedCell]) -> str:
    shown = ", ".join(str(saved.cell.index + 1) for saved in cells[:8])
    return shown + (", ..." if len(cells) > 8 else "")
