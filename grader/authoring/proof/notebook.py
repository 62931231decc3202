"""Finds what is wrong with the template's notebook: missing cells, cells that fail, and missing imports."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import Any

from grader.checks.cells import select
from grader.model.check import NamedCell
from grader.model.observation import CellRun, CellStatus
from grader.model.record import Record
from grader.model.removed_names import OLD_NAMES
from grader.model.rubric import Rubric
from grader.model.submission import Cell, CellKind
from grader.model.weakness import cell_weakness, import_weakness
from grader.report.plain import visible

_FINE = (CellStatus.OK, CellStatus.NOT_RUN)
"""Cells behind one that ended the process are not run; that one is reported."""


def missing_cells(rubric: Rubric, template: Sequence[Cell]) -> list[dict[str, Any]]:
    """Return the cells that a criterion names and that the template's notebook does not have.

    A cell with a tag must have that tag in the template; its text is for hand-ins without tags.

    Args:
        rubric: the rubric.
        template: the cells of the template's notebook.

    Returns:
        For each its `criterion`, `tag` or `contains`, `kind`, and the `nearest` tag of the template or None.
    """
    tags = sorted({tag for cell in template for tag in cell.tags})
    found = []
    for place in rubric.places():
        for named in dict.fromkeys(place.criterion.check.named_cells):
            if not _is_there(named, template):
                tag, text = named.selector.tag, named.selector.contains
                close = difflib.get_close_matches(tag or "", tags, n=1)
                wanted = {"contains": text} if tag is None else {"tag": tag}
                nearest = close[0] if close and close[0] != tag else None
                found.append({"criterion": place.key, **wanted, "kind": named.kind.value, "nearest": nearest})
    return found


def _is_there(named: NamedCell, cells: Sequence[Cell]) -> bool:
    tag = named.selector.tag
    if tag is None:
        return select(named.selector, cells, named.kind) is not None
    return any(tag in cell.tags and (named.kind != CellKind.CODE or cell.kind == named.kind) for cell in cells)


def failing_cells(record: Record) -> list[dict[str, Any]]:
    """Return the cells of the solved notebook that did not run to their end.

    Args:
        record: the record of the solved assignment.

    Returns:
        For each its `weakness`, `index` from 0, `status`, `error`, and the first line of its `source`.
    """
    sources = {cell.index: cell.source for cell in record.submission.cells}
    return [_failing(run, sources[run.index]) for run in record.transcript.cells if run.status not in _FINE]


def _failing(run: CellRun, source: str) -> dict[str, Any]:
    return {
        "weakness": cell_weakness(run.index),
        "index": run.index,
        "status": run.status.value,
        "error": visible(f"{run.error}: {run.text}") if run.error else None,
        "source": visible(next(filter(str.strip, source.splitlines()), "")),
    }


def missing_imports(*records: Record) -> list[dict[str, Any]]:
    """Return the imports for which a placeholder stood in, each as its `weakness` and `name`.

    Students' own stray imports get a placeholder, so that they cost nothing; here it hides what is misspelt.

    Args:
        *records: the records of the solved assignment, and of the untouched template, whose modules that one replaces.
    """
    return [{"weakness": import_weakness(name), "name": name} for name in _outermost(records)]


def _outermost(records: Sequence[Record]) -> Iterator[str]:
    """Yield the missing names in order, without those inside a module that is missing itself."""
    seen = [name for record in records for name in record.transcript.stood_in]
    seen += [name for record in records for one in record.observations.values() for name in one.stood_in]
    names = set(seen) - OLD_NAMES.keys()
    for name in sorted(names):
        parts = name.split(".")
        if not any(".".join(parts[:length]) in names for length in range(1, len(parts))):
            yield name
