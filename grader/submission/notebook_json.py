"""Reads a notebook's JSON, also where it breaks nbformat's schema in what does not matter here."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from grader.model.submission import Cell, CellKind
from grader.sandbox.child.shown import text_shown

from .repair import decoded

LONGEST = 50 << 20
"""Most bytes of a notebook, unpacked."""
_NAME = re.compile(r"\.ipynb(?: ?\(\d+\)| ?- ?copy| copy)?(?:\.(?:txt|json|download|bak|crdownload))*$", re.IGNORECASE)
_OUTPUTS = {"pyout": "execute_result", "pyerr": "error"}
_MIMES = {"text": "text/plain", "html": "text/html", "latex": "text/latex", "markdown": "text/markdown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NotebookCells:
    """The cells of a notebook, and whether its form had to be mended."""

    cells: tuple[Cell, ...]
    """Its cells."""
    mended: tuple[str, ...] = ()
    """What was wrong with its form, as ids: `encoding`, `packed`, `trailing`, `schema`."""


def is_notebook_name(name: str) -> bool:
    """Return whether a file is a notebook by its name, which systems and browsers change: `hw.ipynb.txt`."""
    return _NAME.search(name) is not None


def without_ending(name: str) -> str:
    """Return a file's name without its ending, and without what was added to that: `hw` of `hw.ipynb.txt`."""
    found = _NAME.search(name)
    return PurePosixPath(name).stem if found is None else name[: found.start()]


def read_notebook_json(content: bytes) -> NotebookCells:
    """Read a notebook.

    Raises:
        ValueError: it is no notebook; the text says why.
    """
    plain = _unpacked(content)
    text, encoding = _text(plain)
    try:
        notebook, end = json.JSONDecoder().raw_decode(text.lstrip())
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except ValueError as error:
        raise ValueError("it is no notebook (NotJSONError)") from error
    trailing = text.lstrip()[end:].strip()
    if not isinstance(notebook, Mapping) or not isinstance(notebook.get("cells", notebook.get("worksheets")), list):
        raise ValueError("it is no notebook (it has no cells)")
    found = {"packed": plain is not content, "encoding": encoding, "trailing": trailing, "schema": _is_odd(notebook)}
    try:
        return NotebookCells(cells=cells_of(notebook), mended=tuple(name for name, so in found.items() if so))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def cells_of(notebook: Mapping[str, Any]) -> tuple[Cell, ...]:
    """Return the cells of a notebook, of version 3 or 4, whatever is missing or too much in them.

    Args:
        notebook: its JSON.
    """
    return tuple(_cell(index, cell) for index, cell in enumerate(_listed(notebook)))


def _listed(notebook: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    sheets = notebook.get("worksheets")
    pages = [notebook, *(sheets if isinstance(sheets, list) else [])]
    for page in pages:
        cells = page.get("cells") if isinstance(page, Mapping) else None
        yield from (cell for cell in cells if isinstance(cell, Mapping)) if isinstance(cells, list) else ()


def _cell(index: int, cell: Mapping[str, Any]) -> Cell:
    given = cell.get("metadata")
    metadata: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
    kind, source = _kind(cell), _joined(cell.get("source", cell.get("input", "")))
    if cell.get("cell_type") == "heading":
        level = cell.get("level")
        source = f"{'#' * (level if type(level) is int and 0 < level < 7 else 1)} {source}"
    return Cell(index=index, kind=kind, source=source, tags=_tags(metadata), shown=_shown(cell.get("outputs")))


def _kind(cell: Mapping[str, Any]) -> CellKind:
    named = cell.get("cell_type")
    if named == "heading":
        return CellKind.MARKDOWN
    if named is None and ("outputs" in cell or "input" in cell):
        return CellKind.CODE
    return CellKind.of(named)


def _tags(metadata: Mapping[str, Any]) -> tuple[str, ...]:
    tags, course = metadata.get("tags", []), metadata.get("nbgrader", {})
    listed = tags if isinstance(tags, list) else []
    own = [course["grade_id"]] if isinstance(course, Mapping) and "grade_id" in course else []
    return tuple(_clean(str(tag)) for tag in (*listed, *own) if tag)


def _shown(outputs: Any) -> str:
    listed = outputs if isinstance(outputs, list) else []
    return _clean(text_shown([_newer(output) for output in listed if isinstance(output, Mapping)]))


def _newer(output: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an output of version 3 in the form of version 4; others are returned unchanged."""
    kind = output.get("output_type")
    if kind == "stream":
        return {**output, "name": output.get("name", output.get("stream", "stdout"))}
    if kind in ("pyout", "display_data") and "data" not in output:
        data = {_MIMES[key]: value for key, value in output.items() if key in _MIMES}
        return {"output_type": _OUTPUTS.get(str(kind), kind), "data": data}
    return output


def _is_odd(notebook: Mapping[str, Any]) -> bool:
    """Return whether Jupyter itself would refuse the notebook, or a part of it that is read here."""
    cells = notebook.get("cells")
    if notebook.get("nbformat") != 4 or type(notebook.get("nbformat_minor")) is not int or not isinstance(cells, list):
        return notebook.get("nbformat") != 3
    return not isinstance(notebook.get("metadata"), Mapping) or not all(_is_plain(cell) for cell in cells)


def _is_plain(cell: Any) -> bool:
    if not isinstance(cell, Mapping) or not isinstance(cell.get("metadata"), Mapping):
        return False
    source, code = cell.get("source"), cell.get("cell_type") == "code"
    lines = source if isinstance(source, list) else [source]
    return all(isinstance(line, str) for line in lines) and (not code or isinstance(cell.get("outputs"), list))


def _unpacked(content: bytes) -> bytes:
    """Return the content of a notebook that was packed with gzip; others are returned unchanged."""
    if content[:2] != b"\x1f\x8b":
        return content
    try:
        with gzip.open(io.BytesIO(content)) as stream:
            plain = stream.read(LONGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError("it is packed, and damaged") from error
    if len(plain) > LONGEST:
        raise ValueError(f"it is larger than {LONGEST >> 20} MiB")
    return plain


def _text(content: bytes) -> tuple[str, bool]:
    """Return a notebook's text, and whether it was not UTF-8."""
    try:
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return decoded(content)[0], True


def _joined(value: Any) -> str:
    lines = value if isinstance(value, list) else [value]
    return _clean("".join(str(line) for line in lines if line is not None))


def _clean(text: str) -> str:
    """Return a text with lone surrogates replaced, which JSON may hold but UTF-8 cannot encode."""
    return text.encode("utf-8", "backslashreplace").decode()
