"""Makes the students' notebook: the solved one without bodies of asked functions, marked solutions and outputs."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from grader.authoring.converted import body_of, for_students
from grader.authoring.nbgrader import CODE_STUB, TEXT_STUB, without_marks, without_solutions
from grader.model.anchor import text_of_cell

from .holes import Function, functions_below
from .written_answers import AnswerCell

EXPERIMENT = "experiment"
"""The tag of cells that are not run when hand-ins are graded."""


def with_placeholders(
    notebook: Mapping[str, Any],
    asked: Collection[str],
    inner: Collection[str],
    experiments: Collection[int],
    answers: Sequence[AnswerCell] = (),
) -> dict[str, Any]:
    """Return a notebook for students.

    Args:
        notebook: the solved one, nbformat 4.
        asked: full names of the functions and methods whose bodies are replaced; decorators, signatures and
            docstrings stay.
        inner: names of the functions that are removed whole.
        experiments: indices, from 0, of the code cells that get the tag `EXPERIMENT`.
        answers: the cells with written answers, which are replaced by a placeholder.
    """
    cells, place, written = [], -1, {answer.cell: answer for answer in answers}
    for index, cell in enumerate(notebook["cells"]):
        place += cell["cell_type"] == "code"
        if index in written:
            kept = f"{written[index].kept}\n\n{TEXT_STUB}".lstrip()
            cells.append(for_students(cell, kept, written[index].tag))
            continue
        found = for_students(cell, _text(cell, asked, inner))
        if cell["cell_type"] == "code" and place in experiments:
            found["metadata"]["tags"] = [*found["metadata"].get("tags", []), EXPERIMENT]
        cells.append(found)
    return {**notebook, "cells": cells}


def _text(cell: Mapping[str, Any], asked: Collection[str], inner: Collection[str]) -> str:
    source = text_of_cell(cell)
    if cell["cell_type"] != "code":
        return source
    return without_marks(without_solutions(_with_placeholders(source, asked, inner))).removesuffix("\n")


def _with_placeholders(source: str, asked: Collection[str], inner: Collection[str]) -> str:
    """Return a cell's text with placeholders for the bodies of asked functions, and without inner functions."""
    lines = source.splitlines()
    for node in reversed(body_of(source)):
        if isinstance(node, ast.FunctionDef) and node.name in inner and node.name not in asked:
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            del lines[first - 1 : node.end_lineno]
            continue
        for name, function in reversed(list(functions_below(node))):
            if name in asked:
                lines[function.lineno - 1 : function.end_lineno] = _hole(function, lines)
    return "\n".join(lines)


def _hole(node: Function, lines: list[str]) -> list[str]:
    """Return the lines of a function whose body is replaced by a placeholder.

    Args:
        node: the function's syntax tree.
        lines: the lines of the cell that holds it.
    """
    first = node.body[0]
    indent, head = " " * node.col_offset + "    ", lines[node.lineno - 1 : first.lineno - 1]
    before = lines[first.lineno - 1].encode()[: first.col_offset].decode()
    if before.strip():  # the body begins on the signature's last line
        head = [*head, before.rstrip()]
    else:
        indent = before
    while len(head) > 1 and (not head[-1].strip() or head[-1].lstrip().startswith(("#", "@"))):
        head.pop()
    document = ast.get_source_segment("\n".join(lines), first) if ast.get_docstring(node) is not None else None
    kept = f"{indent}{document}".split("\n") if document else []
    return [*head, *kept, *(f"{indent}{line}" for line in CODE_STUB.splitlines())]
