"""Refuses a notebook that cannot be taken at all, with all reasons at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.errors import CallerError
from grader.model.anchor import text_of_cell
from grader.report.plain import visible

_OTTER_MARK = re.compile(r"\s*#\s*((?:BEGIN|END) (?:QUESTION|TESTS))\s*$", re.MULTILINE)
"""A mark at the begin of a raw cell; group 1 are its words."""
_KINDS = ("code", "markdown", "raw")
"""Kinds of cells that a notebook of format 4 has."""


def refuse_unusable(notebook: Mapping[str, Any], source: Path, form: str) -> None:
    """Refuse a notebook of another language, of an older format, or with cells that no reader can take.

    Args:
        notebook: the notebook, with a list of `cells`.
        source: its file, for the error.
        form: `nbgrader` or `otter`.

    Raises:
        CallerError: it cannot be converted; the error holds every reason.
    """
    faults = [*_of_notebook(notebook), *_of_cells(notebook["cells"])]
    if form == "nbgrader" and not faults:
        faults += _of_nbgrader(notebook["cells"])
    elif form == "otter" and not faults:
        marks = list(_of_otter(notebook["cells"]))
        faults += marks if len(marks) > 1 else []  # of one alone the reader says more
    refuse(source, faults)


def refuse(source: Path, faults: Sequence[str]) -> None:
    """Refuse a source for some reasons; nothing happens where there are none.

    Raises:
        CallerError: there is a reason.
    """
    if faults:
        reasons = "".join(f"\n        {visible(fault)}." for fault in faults)
        raise CallerError("source_unusable", where=str(source), reasons=reasons)


def _of_notebook(notebook: Mapping[str, Any]) -> Iterator[str]:
    about = notebook.get("metadata")
    about = about if isinstance(about, Mapping) else {}
    for table, key in (("kernelspec", "language"), ("language_info", "name")):
        found = about.get(table)
        language = found.get(key) if isinstance(found, Mapping) else None
        if isinstance(language, str) and not language.lower().startswith(("python", "ipython")):
            yield f"its language is {language}, and this grader grades Python"
            break
    if not isinstance(notebook.get("nbformat"), int) or notebook["nbformat"] < 4:
        yield f"its format is {notebook.get('nbformat')}, and 4 is needed: open it in Jupyter and save it"


def _of_cells(cells: Sequence[Any]) -> Iterator[str]:
    for place, cell in enumerate(cells):
        if not isinstance(cell, Mapping) or cell.get("cell_type") not in _KINDS:
            yield f"cell {place + 1} is no cell of format 4"
        elif not isinstance(cell.get("source", ""), (str, list)):
            yield f"cell {place + 1} has no text"
        elif not isinstance(cell.get("metadata", {}), Mapping):
            yield f"cell {place + 1} has metadata that are no table"


def _of_nbgrader(cells: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what nbgrader itself refuses: cells without an id, with one that another has, or with unusable points."""
    marked = [(place, _marks(cell)) for place, cell in enumerate(cells)]
    asked = [(place, marks) for place, marks in marked if any(marks.get(key) for key in ("grade", "task", "solution"))]
    ids = Counter(str(marks.get("grade_id")) for _, marks in asked)
    for place, marks in asked:
        name = marks.get("grade_id")
        if not isinstance(name, str) or not name:
            yield f"cell {place + 1} is marked for nbgrader and has no grade_id"
        elif not re.fullmatch("[A-Za-z0-9_-]+", name):
            yield f"cell {place + 1} has the grade_id {name!r}: only letters, digits, `_` and `-` can be in it"
        elif ids[name] > 1:
            yield f"cell {place + 1} has the grade_id {name}, which {ids[name]} cells have"
        if (marks.get("grade") or marks.get("task")) and not _is_points(marks.get("points", 0)):
            yield f"cell {place + 1} is worth {marks.get('points')!r}, which is no number of points"


def _of_otter(cells: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the marks that do not fit together: a question without a name or an end, and tests outside of one."""
    begun: int | None = None
    for place, cell in enumerate(cells):
        found = _OTTER_MARK.match(text_of_cell(cell)) if cell["cell_type"] == "raw" else None
        mark = "" if found is None else found.group(1)
        if mark == "BEGIN QUESTION":
            if begun is not None:
                yield f"cell {place + 1} begins a question before the one of cell {begun + 1} has ended"
            if not re.search(r"^name\s*:\s*\S", text_of_cell(cell), re.MULTILINE):
                yield f"cell {place + 1} begins a question without a name"
        elif mark == "BEGIN TESTS" and begun is None:
            yield f"cell {place + 1} begins tests outside of a question"
        begun = place if mark == "BEGIN QUESTION" else None if mark == "END QUESTION" else begun
    if begun is not None:
        yield f"cell {begun + 1} begins a question that does not end"


def _marks(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    found = cell.get("metadata", {}).get("nbgrader", {})
    return found if isinstance(found, Mapping) else {}


def _is_points(value: object) -> bool:
    try:
        return 0 <= float(value) < float("inf")  # type: ignore[arg-type]  # texts such as "2" are taken too
    except (TypeError, ValueError):
        return False
