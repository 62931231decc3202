"""Tries each library that a rubric requires behind the walls, where students' code will import it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from grader.assignment.requirements import distribution_in, required_modules
from grader.assignment.template_imports import template_imports
from grader.execution.session import SandboxSession
from grader.files.installed import normal_name
from grader.model.assignment import Assignment
from grader.model.observation import CellStatus
from grader.model.submission import Cell, CellKind, Submission
from grader.model.weakness import import_weakness
from grader.sandbox.slot import Slot


def unusable_libraries(assignment: Assignment, slot: Slot) -> list[dict[str, Any]]:
    """Return the required libraries that cannot be imported in the sandbox, each as its `weakness` and `name`.

    Args:
        assignment: the assignment; its requirements are installed here.
        slot: the place in the sandbox.
    """
    names = sorted(set(_tried(assignment)))
    if not names:
        return []
    cells = tuple(Cell(index=i, kind=CellKind.CODE, source=f"import {name}") for i, name in enumerate(names))
    notebook = assignment.rubric.notebook
    files = {notebook: "\n".join(cell.source for cell in cells).encode()}  # what is told are names that stand in a file
    tried = Submission(id="libraries", sha256="", files=files, notebook=notebook, cells=cells)
    session = SandboxSession(slot, replace(assignment.rubric, skip=()), tried)
    try:
        transcript = session.run_notebook()
    finally:
        session.close()
    loaded = {names[run.index] for run in transcript.cells if run.status is CellStatus.OK}
    lost = [name for name in names if name not in loaded - set(transcript.stood_in)]
    return [{"weakness": import_weakness(name), "name": name} for name in lost]


def _tried(assignment: Assignment) -> Iterator[str]:
    """Yield the modules to try: of each required library those that the template imports, else its main one."""
    imported = set(template_imports(assignment.template_folder))
    for text in assignment.rubric.requirements:
        modules = required_modules([text])
        main = [name for name in modules if normal_name(name) == distribution_in(text)]
        yield from sorted(imported & set(modules)) or main or modules[:1]
