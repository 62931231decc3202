"""Reads a notebook as handed in: its cells and their outputs."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from grader.model.submission import Cell, CellKind
from grader.sandbox.child.shown import text_shown

from .cell_pairs import folded_text


def read_cells(content: bytes) -> tuple[Cell, ...]:
    """Read the cells of a notebook.

    Raises:
        ValueError: it is no notebook; the text says why.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # missing cell ids and the like are no news
        try:
            import nbformat  # here, since judging again needs none of it

            notebook = nbformat.reads(content.decode("utf-8-sig"), as_version=4)
            return tuple(_cell(index, cell) for index, cell in enumerate(notebook["cells"]))
        except UnicodeDecodeError as error:
            raise ValueError("it is not UTF-8 text") from error
        except RecursionError as error:
            raise ValueError("it is nested too deeply") from error
        except Exception as error:  # nbformat raises whatever a broken file leads it to
            raise ValueError(f"it is no notebook ({type(error).__name__})") from error


def nearest(notebooks: Mapping[str, Sequence[Cell]], template: Sequence[Cell]) -> str:
    """Return the name of the notebook that holds most of the template's cells; of several with as many, the first."""
    asked = {folded_text(cell.source) for cell in template if cell.source.strip()}
    shared = {name: len(asked & {folded_text(cell.source) for cell in cells}) for name, cells in notebooks.items()}
    return max(notebooks, key=lambda name: shared[name])


def _cell(index: int, cell: Any) -> Cell:
    tags = cell.get("metadata", {}).get("tags", [])
    given = cell.get("metadata", {}).get("nbgrader", {})
    own = [_text(given["grade_id"])] if isinstance(given, dict) and "grade_id" in given else []
    return Cell(
        index=index,
        kind=CellKind.of(cell["cell_type"]),
        source=_text(cell["source"]),
        tags=(*(_text(tag) for tag in tags if isinstance(tags, list)), *own),
        shown=_text(text_shown(cell.get("outputs"))),
    )


def _text(value: Any) -> str:
    """Return a text with lone surrogates replaced, which JSON may hold but UTF-8 cannot encode."""
    text = "".join(map(str, value)) if isinstance(value, list) else str(value)
    return text.encode("utf-8", "backslashreplace").decode()
