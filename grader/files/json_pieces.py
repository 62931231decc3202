"""Writes a JSON object whose lists are long, piece by piece, so that one element at a time is in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec


class Listed:
    """A list of values of which only one at a time is in memory."""

    def pieces(self) -> Iterable[str]:
        """Return each value as JSON without line breaks."""
        raise NotImplementedError


def dense_pieces(content: Mapping[str, Any]) -> Iterator[str]:
    """Yield an object as `json.dumps` writes it."""
    for number, (key, value) in enumerate(content.items()):
        yield f"{', ' if number else '{'}{_text(key)}: "
        yield from _joined("[", _elements(value), ", ", "]") if _is_listed(value) else (_text(value),)
    yield "}" if content else "{}"


def lined_pieces(content: Mapping[str, Any]) -> Iterator[str]:
    """Yield an object with a line for each entry, as `json_text` writes it."""
    for number, (key, value) in enumerate(content.items()):
        yield f"{',' if number else '{'}\n {_text(key)}: "
        if _is_listed(value):
            yield from _joined("[\n  ", (_indented(one, 2) for one in _elements(value)), ",\n  ", "\n ]")
        else:
            yield _indented(_text(value), 1)
    yield "\n}\n" if content else "{}\n"


def _is_listed(value: Any) -> bool:
    return isinstance(value, (Listed, list))


def _elements(value: Listed | list[Any]) -> Iterable[str]:
    return value.pieces() if isinstance(value, Listed) else map(_text, value)


def _joined(opening: str, pieces: Iterable[str], between: str, closing: str) -> Iterator[str]:
    """Yield the pieces of a list; an empty one has no line breaks."""
    empty = True
    for piece in pieces:
        yield f"{opening if empty else between}{piece}"
        empty = False
    yield "[]" if empty else closing


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _indented(dense: str, by: int) -> str:
    return msgspec.json.format(dense, indent=1).replace("\n", "\n" + " " * by)
