"""Explains a function that is not there, or raises SyntaxError: its cell stopped above it, or Python cannot read it."""

from __future__ import annotations

from grader.model.evidence import Evidence
from grader.model.finding import Finding, FindingKind
from grader.model.record import Record
from grader.model.verdict import Confidence, Rung

from .stopped_cells import cell_of_missing

_UNREAD = ("cut", "cell_broken", "module_broken")
"""Remarks that name a line which Python cannot read, the most telling first."""


def read_unread(evidence: Evidence, record: Record) -> Finding | None:
    """Return the finding for a function that was not found or cannot be read; None where neither is so.

    Args:
        evidence: the measured numbers.
        record: the submission and its run.
    """
    for comparison in evidence.failing:
        failure = comparison.failure
        if failure is None:
            continue
        name = (failure.function or failure.called or comparison.output).split(".")[0]
        if failure.error in ("SyntaxError", "IndentationError", "TabError"):
            return _line_of(record, name)
        if comparison.rung is Rung.MISSING:
            return _stopped(record, name)
    return None


def _stopped(record: Record, name: str) -> Finding | None:
    run = cell_of_missing(record, name)
    if run is None or not run.error:
        return None
    facts = {"function": name, "cell": str(run.index + 1), "error": run.error, "line": str(run.line or 1)}
    return Finding(kind=FindingKind.CELL_STOPPED, confidence=Confidence.CERTAIN, facts=facts)


def _line_of(record: Record, name: str) -> Finding | None:
    """Return the line that cannot be read in the function's own file or cell, as the intake found it."""
    definition = record.submission.definitions.get(name)
    cell = None if definition is None or definition.cell is None else str(definition.cell + 1)
    for remark in sorted(record.submission.remarks, key=lambda one: _UNREAD.index(one.id) if one.id in _UNREAD else 9):
        facts = remark.facts
        own = facts.get("function") == name if remark.id == "cut" else cell is None or facts.get("cell") == cell
        if remark.id in _UNREAD and own:
            told = {"path": facts.get("path", f"cell {facts.get('cell')}"), "line": facts["line"], "function": name}
            return Finding(kind=FindingKind.CANNOT_READ, confidence=Confidence.CERTAIN, facts=told)
    return None
