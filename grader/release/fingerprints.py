"""Lists what a release must not contain: the solution's code, hidden numbers and texts for staff."""

from __future__ import annotations

import ast
import contextlib
import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from grader.files.course_files import course_files
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations
from grader.model.magics import without_magics
from grader.sandbox.child.values.foreign import Foreign
from grader.submission.definitions import code_of, is_placeholder

SHORTEST = 12
"""Fewest characters, without blanks, of a statement or comment that is searched for; shorter ones occur anywhere."""
MOST_SEARCHED = 1000
"""Most numbers of an array among which those to search for are chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """The statements of one function of the reference or of a mistake."""

    where: str
    """File name and function name."""
    statements: frozenset[str]
    """Statements that identify the function, without blanks and comments."""


def secrets(assignment: Assignment) -> list[Secret]:
    """Return the functions of the reference and of the mistakes that students must not get.

    Helpers that the rubric names as given, or that the template contains whole, are left out, and so are the statements
    that the template contains of a function that students complete.
    """
    given, around = _given_out(assignment)
    folders = [assignment.reference_folder, *([assignment.mistakes_folder] if assignment.mistakes_folder else [])]
    found: list[Secret] = []
    for path in dict.fromkeys(path for folder in folders for path in course_files(folder) if path.suffix == ".py"):
        for name, node in _functions(path.read_text(encoding="utf-8")):
            told = frozenset(_statements(node)) - around.get(name, frozenset())
            named = {name, name.split(".")[0]} & set(assignment.rubric.given)
            if told and not named and code_of(ast.unparse(node)) not in given:
                found.append(Secret(where=f"{path.name}, {name}", statements=told))
    return found


def hidden_numbers(expectations: Expectations, practice: Expectations) -> Iterator[tuple[str, bytes, str]]:
    """Yield (description, 64 bytes or fewer, one number as text) for each array of floats that students must not get.

    Arrays that are practice values too are left out (`repeated` looks at what is due among them), and so are those with
    fewer than two numbers of more than five digits, which may occur anywhere; so may NaN and infinity.

    Args:
        expectations: inputs and expected values of grading.
        practice: inputs and expected values that students may see.
    """
    known = {array.tobytes() for values in (practice.inputs, practice.values) for _, array in _arrays(values)}
    for what, values in (("input", expectations.inputs), ("expected value", expectations.values)):
        for where, array in _arrays(values):
            flat = array.ravel()
            telling = [place for place, number in enumerate(flat[:MOST_SEARCHED].tolist()) if _is_telling(number)]
            if len(telling) >= 2 and array.tobytes() not in known:
                first = telling[0]
                yield f"hidden {what} of {where}", flat[first:].tobytes()[:64], repr(float(flat[first]))


def _is_telling(number: float) -> bool:
    """Return whether a number has more than five digits, so that it does not occur by chance."""
    return math.isfinite(number) and float(f"{number:.5g}") != number


def staff_texts(assignment: Assignment, rubric: Path) -> list[str]:
    """Return the texts for staff alone: reasons for accepted weaknesses, expected answers, comments.

    Args:
        assignment: the assignment.
        rubric: path of its rubric.
    """
    lines = (line.strip() for line in rubric.read_text(encoding="utf-8").splitlines())
    comments = (line.lstrip("# ") for line in lines if line.startswith("#"))
    ours = (text for place in assignment.rubric.places() for text in place.criterion.check.staff_texts)
    long_enough = (text for text in (*ours, *comments) if len(text) >= SHORTEST)
    return [*assignment.rubric.accepted.values(), *long_enough]


def without_blanks(text: str) -> str:
    """Return code or prose without blanks, and with single quotes for double ones."""
    return re.sub(r"\s+", "", text).replace('"', "'")


def _arrays(values: Mapping[Any, Any]) -> Iterator[tuple[str, np.ndarray[Any, Any]]]:
    for probe, found in values.items():
        for array in _leaves(found):
            yield f"{probe.scenario}/{probe.case}", array


def _leaves(value: Any) -> Iterator[np.ndarray[Any, Any]]:
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, Foreign):
        yield from _leaves(value.parts)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _leaves(item)


_Function = ast.FunctionDef | ast.AsyncFunctionDef


def _functions(source: str) -> Iterator[tuple[str, _Function]]:
    """Yield (name, syntax tree) for each function in a source; a method's name is `Class.method`."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{part.name}", part) for part in node.body if isinstance(part, _Function))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for part in node.body}
    yield from ((node.name, node) for node in ast.walk(tree) if isinstance(node, _Function) and id(node) not in inside)


def _given_out(assignment: Assignment) -> tuple[set[str], dict[str, frozenset[str]]]:
    """Return the code of the template's whole helpers, and the statements of each function with a placeholder."""
    whole, around = set(), {}
    for source in (text for path in course_files(assignment.template_folder) for text in _sources(path)):
        for name, node in _functions(source):
            if _has_placeholder(node):
                around[name] = frozenset(_statements(node))
            elif name.split(".")[0] not in assignment.rubric.functions:
                whole.add(code_of(ast.unparse(node)))
    return whole, around


def _sources(path: Path) -> Iterator[str]:
    """Yield the code in a file of the template: of a module, or of each notebook cell that is valid Python."""
    if path.suffix == ".py":
        yield path.read_text(encoding="utf-8")
    elif path.suffix == ".ipynb":
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        for source in (without_magics("".join(cell["source"])) for cell in cells if cell["cell_type"] == "code"):
            with contextlib.suppress(SyntaxError, ValueError):
                ast.parse(source)
                yield source


def _has_placeholder(node: _Function) -> bool:
    """Return whether a function is a placeholder, or raises `NotImplementedError` somewhere."""
    raised = [part.exc for part in ast.walk(node) if isinstance(part, ast.Raise) and part.exc is not None]
    return is_placeholder(node) or any("NotImplementedError" in ast.unparse(part) for part in raised)


def _statements(node: _Function) -> Iterator[str]:
    """Yield a function's assignments and returns that hold an operation or a call, without blanks."""
    for part in ast.walk(node):
        if isinstance(part, (ast.Assign, ast.AugAssign, ast.Return)) and part.value is not None:
            text = without_blanks(ast.unparse(part))
            if len(text) >= SHORTEST and any(
                isinstance(inner, (ast.BinOp, ast.Call)) for inner in ast.walk(part.value)
            ):
                yield text
