"""Finds the functions of a submission whose code may be edited, and edits them in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from grader.edits.edit import Edit, applied
from grader.edits.function_code import FunctionCode, functions_in
from grader.model.magics import without_magics
from grader.model.rubric import Rubric
from grader.model.submission import CellKind, Submission

MOST_CODE = 60_000
"""Characters of a module beyond which it is not searched."""
MOST_FILES = 20
"""Most modules that are searched, those that the rubric names first."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Target:
    """One function of the submission's, in a module or in a cell of the notebook."""

    code: FunctionCode
    """Its text."""
    path: str
    """The module's path; empty for a cell."""
    cell: int | None = None
    """Index of the cell, from 0; None for a module."""

    @property
    def place(self) -> str:
        """Return the name of its file or cell, as the sandbox gives it."""
        return self.path if self.cell is None else f"cell {self.cell + 1}"

    def exchange(self, *edits: Edit) -> dict[str, Any]:
        """Return what the sandbox is told to exchange the function's code for its text with edits."""
        module = self.path.removesuffix(".py").replace("/", ".")
        name, line = self.code.name, self.code.node.lineno
        return {"module": module, "name": name, "code": self.code.with_edit(*edits), "line": line}


Change = tuple[Target, Edit]
"""An edit and the function that it is made in."""


def targets_in(submission: Submission, rubric: Rubric) -> list[Target]:
    """Return the functions of the submission's modules, and of the cells that define one that the rubric names."""
    own = [path for path in submission.running if path.endswith(".py") and path in submission.files]
    named = [function.path for function in rubric.functions.values()]
    found = []
    for path in list(dict.fromkeys([*(path for path in named if path in own), *own]))[:MOST_FILES]:
        found += [Target(code=code, path=path) for code in _functions(_decoded(submission.running[path]))]
    cells = {definition.cell for definition in submission.definitions.values()} - {None}
    if cells:
        for cell in submission.cells:
            if cell.kind is CellKind.CODE:
                found += [Target(code=c, path="", cell=cell.index) for c in _functions(without_magics(cell.source))]
    return found


def _functions(text: str) -> Iterable[FunctionCode]:
    return functions_in(text).values() if len(text) <= MOST_CODE else ()


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return ""


def mended(submission: Submission, changes: Sequence[Change]) -> Submission:
    """Return the submission with edits made in its files and cells, its notebook reduced to those that define."""
    running, cells = dict(submission.running), {cell.index: cell for cell in submission.cells}
    for place, (target, edits) in _by_place(changes).items():
        text = applied(target.code.module, edits)
        if target.cell is None:
            running[place] = text.encode()
        else:
            cells[target.cell] = replace(cells[target.cell], source=text)
    return replace(submission, running=running, cells=tuple(cells.values()))


def texts(changes: Sequence[Change]) -> list[tuple[Target, str, str]]:
    """Return for each file or cell a target in it, and its text before and after the edits."""
    found = _by_place(changes).values()
    return [(target, target.code.module, applied(target.code.module, edits)) for target, edits in found]


def _by_place(changes: Sequence[Change]) -> Mapping[str, tuple[Target, list[Edit]]]:
    found: dict[str, tuple[Target, list[Edit]]] = {}
    for target, edit in changes:
        found.setdefault(target.place, (target, []))[1].append(edit)
    return found


def exchanges(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """Return what the sandbox is told to exchange for some edits: each function once."""
    edits: dict[Target, list[Edit]] = {}
    for target, edit in changes:
        edits.setdefault(target, []).append(edit)
    return [target.exchange(*own) for target, own in edits.items()]
