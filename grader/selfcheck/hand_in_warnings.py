"""Warns about a notebook that is about to be handed in: unsaved, not run, stale, stopped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from grader.model.submission import CellKind

from .folder import StudentFolder, clock_text
from .notebook import SavedCell
from .practice_bundle import PracticeBundle

LARGE = 10 << 20
"""Bytes above which a file is mentioned: platforms and readers have trouble with it."""


def hand_in_warnings(bundle: PracticeBundle, folder: StudentFolder, ran: Sequence[str] | None) -> Iterator[str]:
    """Yield sentences on what to look at before handing in.

    Args:
        bundle: gives the words.
        folder: what is on disk.
        ran: what the running notebook ran, by execution count; None outside of one.
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
    for path in _newer(folder):
        yield words("selfcheck.newer", path=path, notebook=folder.notebook)


def large(bundle: PracticeBundle, files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield a sentence for each file that is very large."""
    for path, content in files.items():
        if len(content) > LARGE:
            yield bundle.words("selfcheck.large", path=path, size=len(content) >> 20)


def _code(cells: Sequence[SavedCell]) -> list[SavedCell]:
    return [saved for saved in cells if saved.cell.kind == CellKind.CODE and saved.cell.source.strip()]


def _is_pack(saved: SavedCell) -> bool:
    """Return whether a cell builds the hand-in: it runs after the notebook was saved."""
    return "pack(" in saved.cell.source


def _is_unsaved(code: Sequence[SavedCell], ran: Sequence[str] | None) -> bool:
    """Return whether the running notebook ran a cell, or ran one in another form, since the file was saved."""
    if ran is None:
        return False
    saved = {source.cell.source.strip() for source in code}
    counts = {source.count for source in code}
    latest = [place for place in range(1, len(ran) - 1) if ran[place].strip()][-1:]  # the last one runs `pack` itself
    return any(place not in counts or ran[place].strip() not in saved for place in latest if "pack(" not in ran[place])


def _stale(code: Sequence[SavedCell], ran: Sequence[str] | None) -> list[SavedCell]:
    """Return cells whose code was changed after they ran: they show what an earlier form of them gave."""
    if ran is None:
        return []
    known = [saved for saved in code if saved.count is not None and 0 < saved.count < len(ran)]
    return [saved for saved in known if ran[saved.count or 0].strip() != saved.cell.source.strip()]


def _is_out_of_order(code: Sequence[SavedCell]) -> bool:
    counts = [saved.count for saved in code if saved.count is not None]
    return counts != sorted(counts)


def _newer(folder: StudentFolder) -> list[str]:
    """Return modules that were saved after the notebook, so that what it shows may be another version's."""
    notebook = folder.saved(folder.notebook)
    paths = {found.path for found in folder.definitions.values() if found.cell is None and not found.unchanged}
    return sorted(path for path in paths if notebook and folder.saved(path) > notebook + 1)


def _places(cells: Sequence[SavedCell]) -> str:
    shown = ", ".join(str(saved.cell.index + 1) for saved in cells[:8])
    return shown + (", ..." if len(cells) > 8 else "")
