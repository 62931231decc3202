"""Converts an nbgrader or otter notebook into an assignment for this grader, and lists the parts that are left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.assignment.code import load_reference
from grader.errors import CallerError, phrase
from grader.files.work_folder import working_in

from .converted import (
    ConvertedAssignment,
    ConvertedPart,
    NotConverted,
    accepted_imports,
    defined,
    read_source,
    text_of,
)
from .folder import begin, write, write_files
from .nbgrader import from_nbgrader
from .notebook_libraries import library_lines
from .otter import from_otter
from .portable_tests import portable_tests, read_by, solved_module
from .source_files import source_files

FORMATS = {"nbgrader": from_nbgrader, "otter": from_otter}
"""The reader of each source format, by its name on the command line."""
SCENARIOS = '"""Scenarios of this assignment; the tests that came with it stand in the rubric."""\n'
"""Text of the new assignment's `scenarios.py`."""

_CELLS = '"cell *" = "the right solution is one file, reference.py: in the notebook itself the holes stay open"'
"""Line of the new rubric's `[accepted]` on the cells that fail where nobody has filled them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionSummary:
    """The rubric that was written, and counts of what was converted."""

    rubric: Path
    """The rubric's file."""
    tests: int
    """Number of test cells in the source."""
    crossed: int
    """Number of them that were converted; a key of `grader convert --json`."""
    manual: int
    """Number of answers that a person scores."""
    left: tuple[NotConverted, ...]
    """The parts that are not converted."""
    files: tuple[str, ...] = ()
    """Paths of the files beside the source that students get with the notebook."""


def convert(form: str, source: Path, out: Path) -> ConversionSummary:
    """Convert the source version of an existing assignment, and write the new assignment's files.

    Args:
        form: `nbgrader` or `otter`.
        source: the notebook with its solutions and tests, nbformat 4.
        out: the folder to write into; it must be empty, or not exist.

    Returns:
        The path of the rubric, counts of what was converted, and the parts that were not.

    Raises:
        CallerError: the notebook cannot be read, or holds nothing that is worth points.
        OutputError: the folder cannot be written, or holds something.
    """
    read = read_source(source, phrase("converts_a_notebook"))
    found = FORMATS[form](read, source.stem)
    if not found.items and not found.left:
        raise CallerError("no_points_in_source", where=str(source), form=form)
    begin(out)
    files = source_files(form, source, read["cells"], out)
    name = f"{re.sub('[^A-Za-z0-9_-]', '_', source.stem)}.ipynb"
    write(out / "reference.py", f'"""The solved notebook {source.name}."""\n\n{solved_module(found.solution)}')
    template, solved = out / "template", (out / "reference.py").resolve()
    write_files(template, files)
    with working_in(template):
        reference = load_reference(solved)
        portable = portable_tests(found, reference)
        variables = read_by(portable, reference)
    write(out / "scenarios.py", SCENARIOS)
    write(template / name, json.dumps(portable.template, indent=1, ensure_ascii=False) + "\n")
    write(out / "rubric.toml", _rubric(portable, name, variables, files))
    return ConversionSummary(
        rubric=out / "rubric.toml",
        tests=sum(not item.is_manual for item in found.items) + len(found.left),
        crossed=sum(not item.is_manual for item in portable.items),
        manual=sum(item.is_manual for item in portable.items),
        left=portable.left,
        files=tuple(files),
    )


def _rubric(converted: ConvertedAssignment, notebook: str, variables: list[str], files: Mapping[str, bytes]) -> str:
    """Return the text of `rubric.toml`."""
    code = [text_of(cell) for cell in converted.template["cells"] if cell["cell_type"] == "code"]
    modules = [content.decode(errors="replace") for path, content in files.items() if path.endswith(".py")]
    needed = [*code, *modules, *converted.solution, *(item.code for item in converted.items)]
    own = {path.split("/")[0].removesuffix(".py") for path in files}
    lines = [
        "# Points, ids and tests are as in the notebook that this was made from.",
        'schema = "grader/rubric/v1"',
        "",
        "[assignment]",
        f"id = {_quoted(re.sub('[^a-z0-9_]', '_', notebook.removesuffix('.ipynb').lower()))}",
        f"title = {_quoted(converted.title)}",
        f"notebook = {_quoted(notebook)}",
        'scenarios = "scenarios.py"',
        'reference = "reference.py"',
        'template = "template"',
        "seed = 90125  # of the fixture `rng`",
        f"variables = {json.dumps(variables)}  # of the notebook, that tests read",
        *library_lines(needed, own),
        "",
        *_declared(converted, notebook),
    ]
    questions: dict[str, list[ConvertedPart]] = {}
    for item in converted.items:
        questions.setdefault(item.question, []).append(item)
    for name, items in questions.items():
        lines += _question(name, items)
    return "\n".join([*lines, "[accepted]", _CELLS, *accepted_imports(code, files), ""])


def _declared(converted: ConvertedAssignment, notebook: str) -> Iterator[str]:
    """Yield the rubric's lines that declare the functions and classes that students write."""
    found: dict[str, bool] = {}
    for source in converted.solution:
        found |= defined(source)
    asked = {item.function for item in converted.items} | {
        name for name in found if any(re.search(rf"\b{name}\b", item.code) for item in converted.items)
    }
    functions = [name for name, is_class in found.items() if not is_class and name in asked]
    classes = [name for name, is_class in found.items() if is_class and name in asked]
    if functions:
        yield f"[functions.{_quoted(notebook)}]"
        yield from (f'{name} = ["result"]' for name in functions)
        yield ""
    for name in classes:
        yield f"[classes.{_quoted(notebook)}.{name}]"
        yield ""


def _question(name: str, items: list[ConvertedPart]) -> Iterator[str]:
    yield "[[question]]"
    yield f"id = {_quoted(name)}"
    yield f"title = {_quoted(items[0].title)}"
    functions = {item.function for item in items}
    if functions != {""} and len(functions) == 1:
        yield f"function = {_quoted(functions.pop())}"
    for item in items:
        yield ""
        yield "[[question.criterion]]"
        own = item.id if len(items) > 1 or item.id != name else "answer" if item.is_manual else "tests"
        yield f"id = {_quoted(own)}"
        yield f"title = {_quoted('A person reads and scores it' if item.is_manual else f'Tests {item.id}')}"
        yield f"points = {item.points:g}"
        if item.is_manual:
            yield 'check = "answer"'
            yield f"cell = {{ tag = {_quoted(name)} }}"
            yield "whole = true"
        else:
            yield 'check = "asserts"'
            yield f"hidden = {'true' if item.hidden else 'false'}"
            yield f"code = {_block(item.code)}"
    yield ""


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _block(code: str) -> str:
    """Return code as a TOML string: a literal one of several lines where it can be, else a basic one."""
    if "'''" not in code and not any(ord(sign) < 32 and sign not in "\n\t" for sign in code):
        return f"'''\n{code}\n'''"
    return json.dumps(code, ensure_ascii=False)
