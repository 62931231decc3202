"""Words where something is: an entry of an array, the inputs it was seen with, a line or cell of the student's code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .plain import code, visible
from .words import Words

_ENDINGS = {1: "place.first", 2: "place.second", 3: "place.third"}


def place_of(words: Words, index: Sequence[int]) -> str:
    """Return the place of an entry as people count, from 1; in more than two axes its index as code counts, from 0.

    Args:
        words: the sentences of a language.
        index: the entry's index, which has at least one axis.
    """
    if len(index) == 1:
        number = index[0] + 1
        teens = number % 100 in (11, 12, 13)
        return words("place.other" if teens else _ENDINGS.get(number % 10, "place.other"), number=number)
    if len(index) == 2:
        return words("place.row_and_column", row=index[0] + 1, column=index[1] + 1)
    return words("place.index", index=", ".join(map(str, index)))


def inputs_of(case: str) -> str:
    """Return the inputs of a case in words: the last part of its name, without the signs that only names need."""
    return code(visible(case).rsplit("/", 1)[-1].replace("_", " ").replace("-", " "))


def line_of(words: Words, question: Mapping[str, Any]) -> str:
    """Return the line of the student's code at which a question is to be mended, as markdown; empty if unknown.

    Args:
        words: the sentences of a language.
        question: the question of report.json.
    """
    places = question.get("repair", {}).get("places", [])
    source = question.get("source")
    if places:
        place = places[0]
        return _line(words, place["path"], place["line"], place.get("cell"))
    if source and source["marked"]:
        return _line(words, source["path"], source["marked"][0], source.get("cell"))
    return ""


def _line(words: Words, path: str, line: int, cell: int | None) -> str:
    if cell is None:
        return words("place.line", path=code(path), line=line)
    return words("place.line_in_cell", cell=cell + 1, line=line)
