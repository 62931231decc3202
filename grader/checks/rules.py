"""Rules that several tables of a rubric share; each raises RubricError with what, why and how to mend."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from grader.errors import RubricError

from .table import CellTable


def nearest(word: str, known: Iterable[str]) -> str:
    """How to mend a name that does not exist: the one that was probably meant, else all there are."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1)
    return f"Did you mean `{close[0]}`?" if close else f"There are: {', '.join(names) or 'none'}."


def check_known(names: Iterable[str], known: Iterable[str], kind: str, where: str) -> None:
    """Raise RubricError for a name that is not known."""
    for name in names:
        if name not in known:
            why = f"Only the name of {kind} has a meaning here."
            raise RubricError(f"`{name}` is not {kind}.", why=why, mend=nearest(name, known), where=where)


def check_once(names: list[str], kind: str, where: str) -> None:
    """Raise RubricError for a name that stands there twice."""
    for name in names:
        if names.count(name) > 1:
            raise RubricError(
                f"the {kind} `{name}` stands here more than once.",
                why="Points and findings are kept under this name.",
                mend="Rename or remove all but one.",
                where=where,
            )


def check_cell(cell: CellTable, where: str) -> None:
    """Raise RubricError for a cell that nothing finds."""
    if cell.tag is None and cell.contains is None:
        raise RubricError(
            "it does not say which cell.",
            why="A cell is found by its tag, or by text that it contains.",
            mend='Write `{ tag = "..." }` or `{ contains = "..." }`.',
            where=where,
        )
