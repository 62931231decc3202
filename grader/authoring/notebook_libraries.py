"""Proposes the requirements of an assignment from what a notebook and the modules beside it import."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from grader.assignment.requirements import required_modules
from grader.errors import GraderError, phrase
from grader.files.course_files import course_files
from grader.files.distribution_names import distributions_of, named_in
from grader.files.installed import installed
from grader.model.anchor import text_of_cell
from grader.model.assignment import Assignment
from grader.model.record import IsolationLevel
from grader.release.libraries import student_requirements
from grader.sandbox.preloading import refuse_preload

from .converted import body_of, read_source


def notebook_libraries(notebook: Path) -> tuple[str, ...]:
    """Return the libraries that a notebook's cells and the modules beside it need, as pip names them.

    Raises:
        CallerError: it cannot be read.
    """
    cells = read_source(notebook, phrase("proposes_from_a_notebook"))["cells"]
    code = [text_of_cell(cell) for cell in cells if cell.get("cell_type") == "code"]
    beside = {path.stem if path.suffix == ".py" else path.name for path in notebook.parent.iterdir()}
    read = {name for source in code for name in imported_by(source)}
    modules = (notebook.parent / f"{name}.py" for name in read & beside)
    code += [path.read_text(encoding="utf-8", errors="replace") for path in modules if path.is_file()]
    return libraries_of(code, beside)


def libraries_of(code: Iterable[str], own: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the libraries that pieces of code need, as pip names them, sorted.

    Args:
        code: sources of cells and modules.
        own: names of the modules that lie beside them.
    """
    names = {name for source in code for name in imported_by(source)}
    return tuple(distributions_of(names - set(own) - sys.stdlib_module_names))


def library_lines(code: Sequence[str], own: Iterable[str] = ()) -> Iterator[str]:
    """Yield a rubric's lines on the libraries that pieces of code need; none where they need none.

    Named are those that are installed here; of the others a comment says how to get them. What can be imported once
    for many hand-ins is tried, and named under `preload`.

    Args:
        code: sources of cells and modules.
        own: names of the modules that lie beside them.
    """
    needed = libraries_of(code, own)
    there = [name for name in needed if name in installed()]
    lacking = [name for name in needed if name not in installed()]
    if there:
        yield f"requirements = {json.dumps(there)}  # graded with these; students get them named too"
    if lacking:
        yield f"# imported, but not installed here: {', '.join(lacking)}. To grade with it, add it to `requirements`,"
        yield "# take its line out of [accepted], and run: grader env rubric.toml"
    ahead = [module for module in required_modules(there) if _is_used(module, code) and _loads_ahead(module)]
    if ahead:
        yield f"preload = {json.dumps(ahead)}  # imported once for many hand-ins"


def _is_used(module: str, code: Iterable[str]) -> bool:
    return any(module in set(imported_by(source)) for source in code)


@cache
def _loads_ahead(module: str) -> bool:
    """Return whether a module can be imported before a hand-in's process is forked (docs/decisions/0030)."""
    try:
        refuse_preload(IsolationLevel.LIMITED, [module], "")
    except GraderError:
        return False
    return True


def course_requirements(assignment: Assignment) -> tuple[str, ...]:
    """Return the libraries that grading needs: those that students need, and what reference and tests import besides.

    Args:
        assignment: the loaded assignment.
    """
    found = student_requirements(assignment)
    known = {named_in(text) for text in found}
    folders = [assignment.reference_folder, *([assignment.mistakes_folder] if assignment.mistakes_folder else [])]
    files = [path for folder in folders for path in course_files(folder) if path.suffix == ".py"]
    files += [path for path in assignment.reference_folder.parent.glob("*.py") if path not in files]
    code = (path.read_text(encoding="utf-8", errors="replace") for path in files)
    own = {path.stem for path in files} | {path.stem for path in assignment.template_folder.iterdir()}
    return (*found, *(name for name in libraries_of(code, own | {"reference"}) if name not in known))


def imported_by(source: str) -> Iterator[str]:
    """Yield the outermost names that a source imports; none where it is not valid Python."""
    for node in (inner for statement in body_of(source) for inner in ast.walk(statement)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.split(".")[0]
