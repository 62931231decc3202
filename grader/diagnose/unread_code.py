"""Explains a function that is not there, or raises SyntaxError: its cell stopped above it, or Python cannot read it."""

from __future__ import annotations

from collections.abc import Mapping

from grader.model.evidence import Evidence
from grader.model.expectation import Probe
from grader.model.finding import Finding, FindingKind
from grader.model.observation import CellStatus, Failure, Observation
from grader.model.record import Record
from grader.model.rubric import Question
from grader.model.verdict import Confidence, Rung

from .stopped_cells import cell_of_missing, defining_cell, fault_line

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
            return _line_of(record, name) or _line_in(failure, name)
        if comparison.rung is Rung.MISSING:
            return _stopped(record, name)
    return None


def other_names(evidence: Evidence, question: Question, seen: Mapping[Probe, Observation]) -> Finding | None:
    """Return the finding for a network whose parameters have other names than the assignment's; None elsewhere.

    Args:
        evidence: the measured numbers of a criterion.
        question: its question.
        seen: the observations.
    """
    scenarios = {name for criterion in question.criteria for name in criterion.check.scenario_names}
    pairs = [one.renamed for probe, one in seen.items() if probe.scenario in scenarios and len(one.renamed) == 2]
    if not pairs or not any(one.rung is Rung.MISSING and one.failure is None for one in evidence.failing):
        return None
    own, asked = pairs[0]
    return Finding(kind=FindingKind.OTHER_NAMES, confidence=Confidence.CERTAIN, facts={"own": own, "asked": asked})


def _stopped(record: Record, name: str) -> Finding | None:
    run = cell_of_missing(record, name)
    if run is None or not run.error:
        return _not_run(record, name)
    facts = {"function": name, "cell": str(run.index + 1), "error": run.error, "line": str(run.line or 1)}
    return Finding(kind=FindingKind.CELL_STOPPED, confidence=Confidence.CERTAIN, facts=facts)


def _not_run(record: Record, name: str) -> Finding | None:
    """Return the finding for a function whose cell Python cannot read, or that did not run; None where none has it."""
    cell = defining_cell(record.submission.cells, name)
    if cell is None:
        return None
    place = {"function": name, "cell": str(cell.index + 1)}
    line = fault_line(cell.source)
    if line:
        told = {"path": f"cell {cell.index + 1}", "line": str(line), "function": name}
        return Finding(kind=FindingKind.CANNOT_READ, confidence=Confidence.CERTAIN, facts=told)
    if any(run.index == cell.index and run.status is not CellStatus.NOT_RUN for run in record.transcript.cells):
        return None
    return Finding(kind=FindingKind.CELL_NOT_RUN, confidence=Confidence.CERTAIN, facts=place)


def _line_in(failure: Failure, name: str) -> Finding | None:
    """Return the line that an exception names, where the intake said nothing, as in the self-check."""
    if not failure.frames or not failure.frames[-1].line:
        return None
    told = {"path": failure.frames[-1].path, "line": str(failure.frames[-1].line), "function": name}
    return Finding(kind=FindingKind.CANNOT_READ, confidence=Confidence.CERTAIN, facts=told)


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
