"""Runs a solved notebook in the sandbox and records how its functions are called there."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.authoring.converted import body_of
from grader.execution.session import SandboxSession
from grader.model.observation import CellStatus, Transcript
from grader.model.rubric import Function, Limits, Rubric
from grader.model.submission import Cell, CellKind, Definition, Submission
from grader.sandbox.slot import Slot
from grader.submission.imports import imported_packages

from .statements import Statement, needed

NOTEBOOK = "solved.ipynb"
"""File name of the notebook in the sandbox."""
_STUB = '"ImportStub"'
"""The type of a placeholder for a library, in a sketch."""
MOST_RUNS = 6
"""Most runs of a notebook; a cell that ends the process is left out of the next run."""
LIMITS = Limits(cell_cpu_seconds=30, notebook_cpu_seconds=300, scenario_cpu_seconds=2)
"""Limits on the notebook, and on each trial of a function."""
_RECORDER = (Path(__file__).parent / "recorder.py").read_text(encoding="utf-8")
_BEGIN = (
    "import types as __types__\n__recorder__ = __types__.ModuleType('recorder')\n"
    f"exec({_RECORDER!r}, __recorder__.__dict__)\nrecorded_calls = __recorder__.CALLS\n"
)
_READ = "def run(s, given):\n    return {'calls': s.variable('recorded_calls')}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedCall:
    """One recorded call of a function."""

    function: str
    """The function's name."""
    args: tuple[dict[str, Any], ...]
    """Sketches of the positional arguments."""
    kwargs: Mapping[str, dict[str, Any]]
    """Sketches of the keyword arguments."""
    result: dict[str, Any]
    """Sketch of the result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """The calls that were recorded in a notebook's run."""

    calls: tuple[RecordedCall, ...]
    """All calls in the order in which they ended; `from` of a sketch is an index into them."""
    chosen: Mapping[str, RecordedCall]
    """For each function the call that is proposed: of its last definition, and the least nested in other calls."""
    faults: tuple[tuple[str, str], ...] = ()
    """(source, error) for each cell that raises an exception."""
    stood_in: tuple[str, ...] = ()
    """The modules that were not found, and for which a placeholder stood in."""

    def not_installed(self, statements: Sequence[Statement], call: RecordedCall) -> list[str]:
        """Return the libraries that a call met only as placeholders.

        Args:
            statements: the notebook's statements.
            call: the recorded call.
        """
        if _STUB not in json.dumps([call.args, call.kwargs, call.result]):
            return []
        tops = sorted({name.split(".")[0] for name in self.stood_in})
        used = " ".join(s.text for s in needed(statements, [call.function]) if s.is_import)
        return [name for name in tops if re.search(rf"\b{re.escape(name)}\b", used)] or tops

    def why_not_called(self, name: str) -> str:
        """Return the reason why no call of a function was recorded, as words."""
        raised = next((why for source, why in self.faults if re.search(rf"\b{name}\(", source)), "")
        return f"the cell that calls it raises {raised}" if raised else "no cell calls it"


def recorded(slot: Slot, cells: Sequence[str], names: Sequence[str], files: Mapping[str, bytes]) -> Recording:
    """Run a notebook and record how its functions are called.

    Args:
        slot: the place in the sandbox where it runs.
        cells: the sources of its code cells.
        names: the names of the functions.
        files: contents of the files beside it, by path.
    """
    sources = [_watching(cell, names) for cell in cells]
    for _ in range(MOST_RUNS):
        found, transcript = _run(slot, sources, files)
        killed = [cell.index - 1 for cell in transcript.cells if cell.status is CellStatus.KILLED and cell.index]
        if found or not killed:
            break
        sources[killed[0]] = ""
    calls = tuple(_call(noted) for noted in found)
    chosen: dict[str, tuple[tuple[int, int], RecordedCall]] = {}
    for noted, call in zip(found, calls, strict=True):
        rank = (noted["generation"], -noted["depth"])
        if call.function not in chosen or rank > chosen[call.function][0]:
            chosen[call.function] = rank, call
    raised = [cell for cell in transcript.cells if cell.status is CellStatus.RAISED and cell.index]
    return Recording(
        calls=calls,
        chosen={name: call for name, (_, call) in chosen.items()},
        stood_in=transcript.stood_in,
        faults=tuple((cells[cell.index - 1], f"{cell.error}: {cell.text[:120]}") for cell in raised),
    )


def session_of(
    slot: Slot, sources: Sequence[str], functions: Sequence[Function], files: Mapping[str, bytes]
) -> SandboxSession:
    """Return a sandbox session whose notebook consists of some code cells.

    Args:
        slot: the place in the sandbox where they run.
        sources: the sources of the cells.
        functions: the functions that may be called.
        files: contents of the files beside the notebook, by path.
    """
    cells = tuple(Cell(index=index, kind=CellKind.CODE, source=source) for index, source in enumerate(sources))
    rubric = Rubric(
        id="solved",
        title="Solved",
        notebook=NOTEBOOK,
        seed=0,
        functions={function.name: function for function in functions},
        opaque=(),
        questions=(),
        variables=("recorded_calls",),
        limits=LIMITS,
        packages=tuple(sorted(imported_packages(files, cells))),
    )
    definitions = {f.name: Definition(path=NOTEBOOK, cell=0, line=1, source="") for f in functions}
    submission = Submission(
        id="solved",
        sha256="",
        files={**files, NOTEBOOK: "\n".join(sources).encode()},
        running=files,
        notebook=NOTEBOOK,
        cells=cells,
        definitions=definitions,
    )
    return SandboxSession(slot, rubric, submission)


def _run(slot: Slot, sources: Sequence[str], files: Mapping[str, bytes]) -> tuple[list[dict[str, Any]], Transcript]:
    """Run the cells, and return the recorded calls and the transcript of the cells."""
    session = session_of(slot, [_BEGIN, *sources], (), files)
    try:
        transcript = session.run_notebook()
        seen = session.ask({"op": "scenario", "source": _READ}, {}, "")
    finally:
        session.close()
    texts = seen.values.get("calls", ())
    return [json.loads(text) for text in texts] if isinstance(texts, (list, tuple)) else [], transcript


def _call(noted: Mapping[str, Any]) -> RecordedCall:
    return RecordedCall(
        function=noted["function"], args=tuple(noted["args"]), kwargs=noted["kwargs"], result=noted["result"]
    )


def _watching(source: str, names: Sequence[str]) -> str:
    """Return a cell's source in which each function is wrapped by the recorder right after its definition."""
    lines = source.splitlines()
    for node in reversed(body_of(source)):
        if isinstance(node, ast.FunctionDef) and node.name in names and node.end_lineno:
            lines.insert(node.end_lineno, f"{node.name} = __recorder__.watched({node.name!r}, {node.name})")
    return "\n".join(lines)
