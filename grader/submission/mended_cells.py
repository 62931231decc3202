"""Mends cells that Python cannot read, as modules are mended: what is around the fault is graded all the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from grader.model.magics import without_magics
from grader.model.submission import Audience, Cell, CellKind, Definition, Remark

from .repair import modern, parses, repaired

_SIGNS = {
    **dict.fromkeys(map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2007\u2009\u202f\u3000"), " "),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"), None),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033"), '"'),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032"), "'"),
    **dict.fromkeys(map(ord, "\u2013\u2014\u2212"), "-"),
    **{ord("\uff08"): "(", ord("\uff09"): ")", ord("\uff0c"): ",", ord("\uff1a"): ":", ord("\uff1b"): ";"},
}
"""Signs that text programs put in place of those that Python reads."""
_FAULTS = {"cut", "module_broken", "merge_markers"}
"""Remarks on a text of which not all can be read."""
_PROMPT = re.compile(r"^(?:In \[\d*\]: |   \.\.\.: |>>> |\.\.\. ?)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MendedCells:
    """Cells as they are run, with what was mended."""

    cells: tuple[Cell, ...]
    """The cells."""
    remarks: tuple[Remark, ...] = ()
    """What was mended, and what cannot be read."""
    cut: Mapping[str, Definition] = field(default_factory=dict)
    """Functions that cannot be read, by name, with their text as handed in."""


def mended_cells(notebook: str, cells: Sequence[Cell]) -> MendedCells:
    """Mend the code cells of a notebook.

    Args:
        notebook: the notebook's path.
        cells: its cells.
    """
    found, remarks, cut = [], list[Remark](), dict[str, Definition]()
    for cell in cells:
        if cell.kind is not CellKind.CODE or _reads(cell.source) or _is_program(cell.source):
            found.append(cell)
            continue
        plain = _typed(cell.source)
        if plain is not None:
            found.append(replace(cell, source=plain))
            remarks.append(_remark("signs_in_cell", cell, plain))
            continue
        module = repaired(f"{notebook}, cell {cell.index + 1}", without_magics(cell.source).encode())
        text = module.content.decode(errors="replace")
        whole = parses(module.content) and not any(remark.id in _FAULTS for remark in module.remarks)
        found.append(replace(cell, source=text) if whole else replace(cell, readable=text))
        remarks += module.remarks if whole else _of_fault(module.remarks, cell, text)
        cut |= {name: replace(part, path="notebook", cell=cell.index) for name, part in _named(module.cut)}
    return MendedCells(cells=tuple(found), remarks=tuple(remarks), cut=cut)


def _reads(source: str) -> bool:
    plain = without_magics(source)
    return parses(plain.encode()) or parses(_PROMPT.sub("", plain).encode()) or _has_inner_magic(source)


def _has_inner_magic(source: str) -> bool:
    """Return whether IPython reads the cell though Python does not: a dedent, an `await`, `x?` or `a = %magic`."""
    lines = [line for line in source.splitlines() if not line.rstrip().endswith("?")]
    whole = without_magics("\n".join(lines))
    first = next((line for line in whole.splitlines() if line.strip()), "")
    indent = len(first) - len(first.lstrip())
    dedented = "\n".join(line[indent:] if line[:indent].isspace() or not indent else line for line in whole.split("\n"))
    return parses(dedented.encode())


def _is_program(source: str) -> bool:
    """Return whether a cell is written for another program than Python."""
    return source.lstrip().startswith("%%") and not parses(without_magics(source).encode())


def _typed(source: str) -> str | None:
    """Return a cell with the signs that a text program changed put right; None where that does not help."""
    plain = source.translate(_SIGNS)
    return plain if plain != source and _reads(plain) else None


def _of_fault(remarks: Iterable[Remark], cell: Cell, readable: str) -> Iterator[Remark]:
    """Yield the remarks on a cell that cannot be read as a whole; one that names no function names the line."""
    named = [remark for remark in remarks if remark.id in ("cut", "merge_markers")]
    yield from named
    if not named:
        told = next((remark.facts["line"] for remark in remarks if remark.id == "module_broken"), "")
        yield _broken(cell, int(told or _fault_in(readable)))


def _fault_in(source: str) -> int:
    try:
        compile(source, "cell", "exec")
    except SyntaxError as error:
        return error.lineno or 1
    except (ValueError, RecursionError, MemoryError):
        return 1
    return 1


def _broken(cell: Cell, line: int) -> Remark:
    lines = cell.source.splitlines()
    source = lines[line - 1].strip()[:100] if 0 < line <= len(lines) else ""
    facts = {"cell": str(cell.index + 1), "line": str(line), "source": source}
    return Remark(id="cell_broken", audience=Audience.STUDENT, facts=facts)


def _named(cut: Iterable[Definition]) -> Iterable[tuple[str, Definition]]:
    for part in cut:
        match = re.search(r"^(?:async\s+def|def|class)\s+(\w+)", part.source, re.MULTILINE)
        if match:
            yield match[1], part


def _remark(kind: str, cell: Cell, plain: str) -> Remark:
    pairs = zip(cell.source.split("\n"), plain.split("\n"), strict=False)
    line = next((number for number, (old, new) in enumerate(pairs, 1) if old != new), 1)
    facts = {"cell": str(cell.index + 1), "line": str(line)}
    return Remark(id=kind, audience=Audience.STUDENT, facts=facts)


def modern_cell(cell: Cell) -> Cell:
    """Return a code cell with Python 2's syntax replaced by Python 3's."""
    if cell.kind is not CellKind.CODE:
        return cell
    return replace(cell, source="".join(modern(line) for line in cell.source.splitlines(keepends=True)))
