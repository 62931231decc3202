"""Collects the text that a cell's outputs show; our run and a notebook as handed in are read by this one function."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from .screen import html_text, latex_text, markdown_text, on_screen

MOST_SHOWN = 20_000
"""Most characters of a cell's shown text that are kept."""
MOST_READ = 1 << 20
"""Most characters of a cell's outputs that are looked at."""
CUT = "\n…\n"
"""What stands where the middle of a long text was left out."""
_OBJECT = re.compile(r"<[^<>]*>")
_RICH = (("text/markdown", markdown_text), ("text/latex", latex_text), ("text/html", html_text))
"""What is read in place of a plain text that only names an object, in this order."""


def text_shown(outputs: Any) -> str:
    """Return the text that a cell's outputs show, at most `MOST_SHOWN` characters, without the middle of a longer one.

    Args:
        outputs: a list of outputs as nbformat 4 writes them; what is malformed shows nothing.
    """
    listed = outputs if isinstance(outputs, list) else []
    whole = cut("\n".join(_pieces(listed)), MOST_READ)
    return cut(on_screen(whole), MOST_SHOWN)


def cut(text: str, most: int) -> str:
    """Return a text, or the words at its beginning and end, so that no word or number is kept by half.

    Args:
        text: the text.
        most: the largest number of characters.
    """
    if len(text) <= most:
        return text
    half = (most - len(CUT)) // 2
    head, tail = text[: half + 1], text[-half - 1 :]
    first, last = _last_space(head), _last_space(tail[::-1])
    return text[:first] + CUT + text[len(text) - last :]


def _last_space(text: str) -> int:
    """Return the index of the last white space; 0 where there is none."""
    return next((place for place in range(len(text) - 1, 0, -1) if text[place].isspace()), 0)


def _pieces(outputs: list[Any]) -> Iterator[str]:
    """Yield the text of each output; what one stream wrote in several parts is one text."""
    well_formed = (output for output in outputs if isinstance(output, Mapping))
    for stream, group in groupby(well_formed, key=_stream):
        if stream:
            yield "".join(_joined(output.get("text", "")) for output in group)
        else:
            yield from (_rich(output.get("data")) for output in group)


def _stream(output: Mapping[str, Any]) -> str:
    return f"stream {output.get('name')}" if output.get("output_type") == "stream" else ""


def _rich(data: Any) -> str:
    if not isinstance(data, Mapping):
        return ""
    plain = _joined(data.get("text/plain", ""))
    if plain and not _OBJECT.fullmatch(plain.strip()):
        return plain
    return next((read(cut(_joined(data[mime]), MOST_READ)) for mime, read in _RICH if mime in data), plain)


def _joined(value: Any) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else str(value)
