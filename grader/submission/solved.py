"""Makes the solved assignment: the template with modules that import the reference's functions, or a mistake's.

What the notebook itself should define is imported from the reference behind each of its cells that defines it.
"""

from __future__ import annotations

import importlib.util
import json
import marshal
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from grader.checks.asserts.solved_place import parts_between
from grader.files.course_files import course_files
from grader.model.anchor import first_places, place_at, tags_of_cell, text_of_cell
from grader.model.assignment import Assignment, Mistake
from grader.model.rubric import Figure, Rubric
from grader.model.submission import CellKind, Submission, hash_of

from .choose_notebook import template_cells
from .definitions import names_bound_by, without_raises
from .read import submission_of, template_files
from .repair import repaired

PACKAGE = "solved_reference"
"""Name of the package that contains the reference, and the mistakes in its subpackage `mistakes`."""
_ENTRY = "solved_entry"


def solved_submission(
    assignment: Assignment, mistake: Mistake | None = None, right: Submission | None = None
) -> Submission:
    """Return a submission that does everything right, or everything except one known mistake.

    Args:
        assignment: the assignment with its template and reference.
        mistake: the mistake to make; None for the right solution.
        right: the right solution, where it was made; what both have in common is not read again.
    """
    name = "reference" if mistake is None else mistake.id
    files = _solved_files(assignment, mistake)
    if right is None or {path for path in files if files[path] != right.files.get(path)} - set(_inner(files)):
        return submission_of(name, files, assignment)
    running = {path: content for path, content in right.running.items() if path not in _inner(right.running)}
    running |= {path: _readable(path, files[path]) for path in _inner(files)}
    return replace(right, id=name, sha256=hash_of(files), files=files, running=running)


def _inner(files: Mapping[str, bytes]) -> list[str]:
    """Return the files of the reference's package, and the one that imports from it."""
    return [path for path in files if path == f"{_ENTRY}.py" or path.startswith(f"{PACKAGE}/")]


def compiled(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the compiled forms of the reference's package among files, so that no process compiles them again."""
    return {found[0]: found[1] for path in _inner(files) if (found := _compiled(path, files[path])) is not None}


@lru_cache(maxsize=256)
def _compiled(path: str, content: bytes) -> tuple[str, bytes] | None:
    """Return the place and content of a module's compiled form, which Python takes without a look at the source.

    Source: PEP 552, unchecked hash-based files.
    """
    try:
        code = compile(content, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return None
    head = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + importlib.util.source_hash(content)
    return importlib.util.cache_from_source(path), head + marshal.dumps(code)


@lru_cache(maxsize=256)
def _readable(path: str, content: bytes) -> bytes:
    return repaired(path, content).content


def _solved_files(assignment: Assignment, mistake: Mistake | None) -> dict[str, bytes]:
    """Return the files of a solution by path."""
    rubric = assignment.rubric
    files = dict(template_files(assignment.template_folder))
    files |= reference_files(assignment, mistake)
    files[f"{_ENTRY}.py"] = _entry(mistake).encode()
    by_path: dict[str, list[str]] = {}
    for function in rubric.functions.values():
        by_path.setdefault(function.path, []).append(function.name)
    in_notebook = [*by_path.pop(rubric.notebook, []), *rubric.variables]
    files |= {path: _module(names, mistake).encode() for path, names in by_path.items()}
    replaces = any(place.criterion.check.replaces_functions for place in rubric.places())
    for figure in rubric.figures.values():
        files[rubric.notebook] = _drawing_notebook(files[rubric.notebook], figure)
    folder = assignment.reference_folder
    here = mistake is None and folder.is_file() and replaces
    if in_notebook:
        files[rubric.notebook] = _solved_notebook(files[rubric.notebook], in_notebook, rubric, folder if here else None)
    return files


def _import(names: list[str]) -> str:
    return f"from {_ENTRY} import {', '.join(names)}\n"


def _module(names: list[str], mistake: Mistake | None) -> str:
    """Return a module that imports names from the reference; for a mistake known by its code, it holds that code."""
    marked = [name for name in names if mistake is not None and mistake.mark and name in mistake.overrides]
    plain = [name for name in names if name not in marked]
    parts = [_import(plain)] if plain else []
    return "\n\n".join([*parts, *(_marked(name, mistake) for name in marked if mistake is not None)])


def _marked(name: str, mistake: Mistake) -> str:
    """Return a definition that behaves as the mistake's and holds the mistake's mark in code that never runs."""
    if isinstance(mistake.overrides[name], type):
        head, tail = f"class {name}(entry.{name}):\n    def never_called(self):", ""
    else:
        head, tail = f"def {name}(*args):\n    if False:", f"    return entry.{name}(*args)\n"
    return f"import {_ENTRY} as entry\n\n\n{head}\n        {mistake.mark}\n{tail}"


def _solved_notebook(content: bytes, names: list[str], rubric: Rubric, here: Path | None) -> bytes:
    """Return the notebook with the reference's names; with `here`, a file, also its code, for tests that rebind names.

    What no cell of the template binds comes last, and above each place at which tests take names.
    """
    notebook: dict[str, Any] = json.loads(content)
    wanted, unbound = set(names), set(names)
    for cell in notebook["cells"]:
        source = text_of_cell(cell)
        bound = sorted(wanted & names_bound_by(source)) if cell["cell_type"] == "code" else []
        if bound:
            cell["source"] = f"{without_raises(source)}\n{_import(bound)}"
            unbound -= set(bound)
    last = _import(sorted(unbound)) if unbound else ""  # no cell binds them in the template
    above, rest = parts_between(here.read_text(encoding="utf-8")) if here else ({}, "")
    places = _places(rubric)
    inserted = {name: above.get(name, "") if here else last for name in places}
    if here:
        last += rest if above else f'exec(open("{PACKAGE}/__init__.py", encoding="utf-8").read())\n'
    has_ids = (notebook["nbformat"], notebook["nbformat_minor"]) >= (4, 5)
    cells = [
        *_between(notebook["cells"], inserted, places, has_ids=has_ids),
        *([_code_cell(last, "solved", has_ids=has_ids)] if last else []),
    ]
    return json.dumps({**notebook, "cells": cells}).encode()


def _places(rubric: Rubric) -> dict[str, tuple[str, ...]]:
    """Return the anchors of each place at which tests take names, by its name."""
    checks = [place.criterion.check for place in rubric.places()]
    return {check.place_named: check.anchors_of_place for check in checks if check.place_named}


def _between(
    cells: Sequence[Mapping[str, Any]],
    texts: Mapping[str, str],
    places: Mapping[str, tuple[str, ...]],
    *,
    has_ids: bool,
) -> Iterator[Mapping[str, Any]]:
    """Yield a notebook's cells with the text of each place in a cell above it."""
    where = first_places((index, text_of_cell(cell), tags_of_cell(cell)) for index, cell in enumerate(cells))
    at = {name: place_at(anchors, where) for name, anchors in places.items()}
    for index, cell in enumerate(cells):
        here = [name for name, found in at.items() if found == index and texts.get(name, "").strip()]
        yield from (
            _code_cell(texts[name], f"solved-{index}-{number}", has_ids=has_ids) for number, name in enumerate(here)
        )
        yield cell


def _code_cell(source: str, name: str, *, has_ids: bool) -> dict[str, Any]:
    named = {"id": name} if has_ids else {}
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None, **named}


def _drawing_notebook(content: bytes, figure: Figure) -> bytes:
    """Return the notebook in which the cell of a figure draws what the reference's function draws."""
    notebook: dict[str, Any] = json.loads(content)
    for cell in template_cells(content):
        if cell.kind == CellKind.CODE and figure.cell.holds(cell.source, cell.tags):
            source = f"{without_raises(cell.source)}\n{_import([figure.draw])}{figure.draw}()\n"
            notebook["cells"][cell.index]["source"] = source
            break
    return json.dumps(notebook).encode()


def reference_files(assignment: Assignment, mistake: Mistake | None = None) -> dict[str, bytes]:
    """Return the files of the reference as a package, `PACKAGE`, with a mistake and what it may import of the others.

    Args:
        assignment: the assignment.
        mistake: the mistake; None for those alone that the reference itself names.
    """
    folder, mistakes = assignment.reference_folder, assignment.mistakes_folder
    own = _modules(folder, PACKAGE, assignment.sha256)
    if folder.is_file():  # as in the loader, it is found by the file's own name too
        same = b"import sys\n\nsys.modules[__name__] = sys.modules[__package__]\n"
        own = {f"{PACKAGE}/__init__.py": folder.read_bytes(), f"{PACKAGE}/{folder.stem}.py": same}
    inner = {} if mistakes is None else dict(_modules(mistakes, f"{PACKAGE}/mistakes", assignment.sha256))
    roots = {path: content for path, content in own.items() if path not in inner}
    named = _named(inner, set() if mistake is None else {mistake.id}, roots)
    return {
        **roots,
        f"{PACKAGE}/mistakes/__init__.py": b"",
        **{path: content for path, content in inner.items() if path in named},
    }


def _named(files: Mapping[str, bytes], wanted: set[str], roots: Mapping[str, bytes]) -> set[str]:
    """Return those files whose names are wanted, or stand as words in the roots or in files that are returned.

    Whatever a module imports it names, in one way or another; that more is named than imported does no harm.

    Args:
        files: the files of a package.
        wanted: names of modules that are returned in any case.
        roots: other files that may import them.
    """
    inner = {path: {part for part in _parts(path) if part != "__init__"} for path in files}
    found = {path for path in files if path.endswith("/__init__.py")}
    left = {word for content in (*roots.values(), *map(files.__getitem__, found)) for word in _words(content)} | wanted
    while new := {path for path, names in inner.items() if path not in found and names & left}:
        found |= new
        left = {word for path in new for word in _words(files[path])}
    return found


def _parts(path: str) -> tuple[str, ...]:
    return tuple(path.removeprefix(f"{PACKAGE}/mistakes/").removesuffix(".py").split("/"))


@lru_cache(maxsize=1024)
def _words(content: bytes) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", content.decode(errors="replace")))


@lru_cache(maxsize=4)
def _modules(folder: Path, name: str, _sha256: str) -> Mapping[str, bytes]:
    """Return the Python files of a folder below another name, which stay the same while the hash of all code does."""
    return {
        f"{name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in course_files(folder)
        if path.suffix == ".py"
    }


def _entry(mistake: Mistake | None) -> str:
    """Return a module with the reference's names that also sets the mistake's names in every module of the package."""
    lines = ["import importlib, pkgutil, sys", f"import {PACKAGE} as package", ""]
    lines += [
        "for info in pkgutil.walk_packages(getattr(package, '__path__', []), package.__name__ + '.'):",
        "    if '.mistakes' not in info.name:",
        "        importlib.import_module(info.name)",
    ]
    if mistake is not None:
        lines += [
            f"wrong = importlib.import_module('{PACKAGE}.mistakes.{mistake.id}')",
            "modules = [m for name, m in sys.modules.items()",
            f"           if name.startswith('{PACKAGE}') and '.mistakes' not in name]",
            "overrides = {**vars(wrong), **getattr(wrong, 'REPLACES', {})}",
            f"for name in {sorted(mistake.overrides)!r}:",
            "    for module in modules:",
            "        if hasattr(module, name):",
            "            setattr(module, name, overrides[name])",
        ]
    return "\n".join([*lines, "globals().update({k: v for k, v in vars(package).items() if k[:1] != '_'})", ""])
