"""Rules that several tables of a rubric share; each raises RubricError with what, why and how to mend."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from grader.errors import Phrase, RubricError, phrase

from .table import CellTable


def nearest(word: str, known: Iterable[str]) -> Phrase:
    """Return how to mend a name that does not exist: the one that was probably meant, else all there are."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1)
    if close:
        return phrase("did_you_mean", name=close[0])
    return phrase("there_are", names=", ".join(names)) if names else phrase("there_are_none")


def check_known(names: Iterable[str], known: Iterable[str], kind: Phrase | str, where: str) -> None:
    """Raise RubricError for a name that is not known.

    Args:
        names: the names that stand there.
        known: those that may.
        kind: the kind of thing that they name, with its article, such as "a question".
        where: file and key.
    """
    for name in names:
        if name not in known:
            raise RubricError("unknown_name", where=where, name=name, kind=kind, nearest=nearest(name, known))


def check_once(names: list[str], kind: Phrase | str, where: str) -> None:
    """Raise RubricError for a name that stands there twice.

    Args:
        names: the names that stand there.
        kind: the kind of thing that they name, without an article, such as "question".
        where: file and key.
    """
    for name in names:
        if names.count(name) > 1:
            raise RubricError("name_twice", where=where, name=name, kind=kind)


def check_cell(cell: CellTable, where: str) -> None:
    """Raise RubricError for a cell that nothing finds."""
    if cell.tag is None and cell.contains is None:
        raise RubricError("cell_unfindable", where=where)
