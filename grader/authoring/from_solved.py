"""A new assignment from a solved notebook: it proposes a question for each function that the notebook calls."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import CallerError
from grader.intake.rubric_schema import rubric_schema
from grader.model.magics import without_magics

from .converted import cleared, read_source, text_of
from .crossing import solved_module
from .examples import recorded
from .folder import written
from .nbgrader import CODE_STUB
from .new import SCHEMA, check_name, fresh_seed, title_of
from .proposal import Proposal, proposed


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What was written."""

    rubric: Path
    """The rubric's file."""
    questions: tuple[str, ...]
    """The functions that became questions."""
    left: Mapping[str, str]
    """Those that did not, with why."""


def from_solved(source: Path, name: str, parent: Path) -> Proposed:
    """Write an assignment made of a solved notebook.

    Args:
        source: the instructor's notebook, with the functions that students are to write.
        name: of the assignment.
        parent: the folder in which it is made.

    Raises:
        CallerError: the notebook cannot be read, or shows no function that can be asked.
        OutputError: the folder is there already, or cannot be written.
    """
    check_name(name)
    notebook = read_source(source, "Questions are proposed from a solved notebook.")
    module = solved_module(text_of(cell) for cell in notebook["cells"] if cell["cell_type"] == "code")
    functions = {node.name: node for node in ast.parse(module).body if isinstance(node, ast.FunctionDef)}
    seen = recorded(module, list(functions))
    proposals, left = [], {}
    for function, node in functions.items():
        found = proposed(node, seen.get(function), module)
        if isinstance(found, Proposal):
            proposals.append(found)
        else:
            left[function] = found
    if not proposals:
        raise CallerError(
            "it shows no function that can be asked for.",
            why="A question is proposed for each function that the notebook defines and calls with numbers or arrays.",
            mend="Call each function once in a cell, and try again; or begin with `grader new NAME` alone.",
            where=str(source),
        )
    files = dict(_files(name, notebook, module, proposals))
    folder = written(parent / name, files)
    return Proposed(rubric=folder / "rubric.toml", questions=tuple(p.name for p in proposals), left=left)


def _files(name: str, notebook: Mapping[str, Any], module: str, proposals: list[Proposal]) -> Iterator[tuple[str, str]]:
    yield "rubric.toml", _rubric(name, proposals)
    yield SCHEMA, json.dumps(rubric_schema(), indent=1) + "\n"
    yield "scenarios.py", _scenarios(proposals)
    yield "reference.py", f'"""The right solution, from the solved notebook."""\n\n{module}'
    yield "mistakes/__init__.py", ""
    for proposal in proposals:
        if proposal.mistake:
            yield f"mistakes/{proposal.name}_changed.py", proposal.mistake
    asked = {proposal.name for proposal in proposals}
    cells = [cleared(cell, _with_holes(cell, asked)) for cell in notebook["cells"]]
    yield f"template/{name}.ipynb", json.dumps({**notebook, "cells": cells}, indent=1, ensure_ascii=False) + "\n"


def _rubric(name: str, proposals: list[Proposal]) -> str:
    lines = [
        f"#:schema ./{SCHEMA}",
        "# Proposed from a solved notebook. Read it from top to bottom, and prove each change with `grader audit`.",
        'schema = "grader/rubric/v1"',
        "",
        "[assignment]",
        f'id = "{name.lower()}"',
        f'title = "{title_of(name)}"',
        f'notebook = "{name}.ipynb"',
        'scenarios = "scenarios.py"      # on which inputs each function is measured: look at these first',
        'reference = "reference.py"',
        'mistakes = "mistakes"           # one for each function, made by changing one sign or axis: add real ones',
        'template = "template"',
        f"seed = {fresh_seed()}               # of the hidden inputs; keep it to yourself",
        "",
        f'[functions."{name}.ipynb"]',
        *(f"{proposal.name} = {json.dumps(proposal.returns)}    # rename what it returns" for proposal in proposals),
    ]
    for proposal in proposals:
        lines += [
            "",
            "[[question]]",
            f'id = "{proposal.name}"',
            f'title = "{title_of(proposal.name)}"',
            f'function = "{proposal.name}"',
            "[[question.criterion]]",
            'id = "output"',
            'title = "It gives the right result"',
            "points = 5",
            'check = "matches"',
            f'scenarios = ["{proposal.name}"]',
            f"outputs = {json.dumps(proposal.returns)}",
        ]
    idle = [proposal.name for proposal in proposals if not proposal.mistake]
    if idle:
        lines += ["", "[accepted]", *(f'"{one}.output" = "no mistake was written for it yet"' for one in idle)]
    return "\n".join([*lines, ""])


def _scenarios(proposals: list[Proposal]) -> str:
    parts = [
        '"""On which inputs each function is measured, proposed from the solved notebook."""\n\nimport numpy as np\n'
    ]
    for proposal in proposals:
        letters = "".join(f", {letter}" for letter in next(iter(proposal.cases.values())))
        parts.append(
            f"\nclass {proposal.name}:\n"
            f'    """`{proposal.name}` gives the right result on inputs as in the notebook, and of other sizes."""\n\n'
            f"    cases = {proposal.cases!r}\n\n"
            f"    def inputs(rng{letters}):\n        return {proposal.inputs}\n\n"
            f"    def run(s, given):\n        return s.{proposal.call}\n"
        )
    return "\n".join(parts)


def _with_holes(cell: Mapping[str, Any], asked: set[str]) -> str:
    """A cell's text with the bodies of asked functions taken out; their docstrings stay."""
    source = text_of(cell)
    if cell["cell_type"] != "code":
        return source
    try:
        body = ast.parse(without_magics(source)).body
    except (SyntaxError, ValueError):
        return source
    lines = source.splitlines()
    for node in reversed(body):
        if isinstance(node, ast.FunctionDef) and node.name in asked:
            kept = node.body[0].end_lineno if ast.get_docstring(node) else node.body[0].lineno - 1
            hole = [f"    {line}" for line in CODE_STUB.splitlines()]
            lines[kept or node.lineno : node.end_lineno] = hole
    return "\n".join(lines)
