"""Converts an nbgrader or otter notebook into an assignment for this grader, and lists the parts that are left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.errors import CallerError, phrase
from grader.files.captured_output import captured_output
from grader.files.work_folder import working_in
from grader.model.anchor import text_of_cell
from grader.model.assignment import Reference

from .conversion.cell_by_cell import Begun, LeftCell, run_cell_by_cell
from .conversion.loaded import load_what_runs
from .conversion.unusable import refuse_unusable
from .converted import (
    ConvertedAssignment,
    ConvertedPart,
    accepted_imports,
    defined,
    read_source,
)
from .folder import begin, write, write_files
from .nbgrader import from_nbgrader
from .notebook_libraries import library_lines
from .otter import from_otter
from .otter_files import with_files_beside
from .places_of_tests import with_places
from .portable_tests import portable_tests, read_by
from .source_files import source_files

FORMATS = {"nbgrader": from_nbgrader, "otter": from_otter}
"""The reader of each source format, by its name on the command line."""
RUBRIC = "rubric.toml"
REFERENCE = "reference.py"
SCENARIOS = '"""Scenarios of this assignment; the tests that came with it stand in the rubric."""\n'
"""Text of the new assignment's `scenarios.py`."""

_CELLS = '"cell *" = "the right solution is one file, reference.py: in the notebook itself the holes stay open"'
"""Line of the new rubric's `[accepted]` on the cells that fail where nobody has filled them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """An assignment of another grader, with the tests that the solved notebook passes here."""

    source: ConvertedAssignment
    """The assignment as it was read."""
    portable: ConvertedAssignment
    """What of it can be used: the solution's code that runs, and the tests that it passes."""
    reference: Reference
    """The solved notebook's code that runs, loaded."""
    cells: tuple[LeftCell, ...]
    """Cells of which the reference lacks something."""
    notebook: str
    """File name of the notebook in the new assignment."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Contents of the files beside the source that students get with the notebook, by path."""


@captured_output()
def crossing(form: str, source: Path, out: Path, begun: Begun = lambda _cell, _count: None) -> Crossing:
    """Read an assignment, run its solved notebook and its tests here, and write the new assignment's files.

    Args:
        form: `nbgrader` or `otter`.
        source: the notebook with its solutions and tests, nbformat 4.
        out: the folder to write into; it must be empty, or not exist.
        begun: is told of each cell of the notebook that begins.

    Raises:
        CallerError: the notebook cannot be read, or holds nothing that is worth points.
        OutputError: the folder cannot be written, or holds something.
    """
    notebook = read_source(source, phrase("converts_a_notebook"))
    refuse_unusable(notebook, source, form)
    found = FORMATS[form](with_files_beside(notebook, source) if form == "otter" else notebook, source.stem)
    if not found.items and not found.left:
        raise CallerError("no_points_in_source", where=str(source), form=form)
    begin(out)
    files = source_files(form, source, notebook["cells"], out)
    write_files(out / "template", files)
    ran, cells = run_cell_by_cell(with_places(found), source.resolve().parent, begun)
    solved, title = (out / REFERENCE).resolve(), f"The solved notebook {ascii(source.name)[1:-1]}."
    with working_in(out / "template"):
        reference, ran, unloaded = load_what_runs(ran, solved, title)
        portable = portable_tests(ran, reference)
    name = f"{re.sub('[^A-Za-z0-9_-]', '_', source.stem)}.ipynb"
    lacking = (*cells, *unloaded)
    made = Crossing(source=found, portable=portable, reference=reference, cells=lacking, notebook=name, files=files)
    write(out / "scenarios.py", SCENARIOS)
    write(out / "template" / name, json.dumps(portable.template, indent=1, ensure_ascii=False) + "\n")
    write_rubric(made, out)
    return made


def write_rubric(made: Crossing, out: Path, accepted: Iterable[str] = ()) -> None:
    """Write the rubric of a crossing.

    Args:
        made: the crossing, with the tests that are to stand in it.
        out: the assignment's folder.
        accepted: further lines of its table `[accepted]`.

    Raises:
        OutputError: the file cannot be written.
    """
    write(out / RUBRIC, _rubric(made, accepted))


def _rubric(made: Crossing, accepted: Iterable[str]) -> str:
    """Return the text of `rubric.toml`."""
    converted, notebook, variables = made.portable, made.notebook, read_by(made.portable, made.reference)
    code = [text_of_cell(cell) for cell in converted.template["cells"] if cell["cell_type"] == "code"]
    modules = [content.decode(errors="replace") for path, content in made.files.items() if path.endswith(".py")]
    needed = [*code, *modules, *converted.solution, *(item.code for item in converted.items)]
    own = {path.split("/")[0].removesuffix(".py") for path in made.files}
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
    lines_accepted = dict.fromkeys([*accepted_imports(code, made.files), *accepted])
    return "\n".join([*lines, "[accepted]", _CELLS, *lines_accepted, ""])


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
        yield f"id = {_quoted(criterion_of(item, items))}"
        yield f"title = {_quoted('A person reads and scores it' if item.is_manual else f'Tests {item.id}')}"
        yield f"points = {item.points:.12g}"
        if item.is_manual:
            yield 'check = "answer"'
            yield f"cell = {{ tag = {_quoted(item.tag or name)} }}"
            yield from () if item.is_task else ("whole = true",)
        else:
            yield 'check = "asserts"'
            yield f"hidden = {'true' if item.hidden else 'false'}"
            yield from (f"place = {_quoted(item.place)}",) if item.place else ()
            yield from (f"{key} = {_quoted(text)}" for key, text in _messages(item).items())
            yield f"code = {_block(item.code)}"
    yield ""


def criterion_of(item: ConvertedPart, items: Sequence[ConvertedPart]) -> str:
    """Return the id of the criterion that a part becomes, one of some parts of a question."""
    if len(items) > 1 or item.id != item.question:
        return item.id
    return "answer" if item.is_manual else "tests"


def _messages(item: ConvertedPart) -> dict[str, str]:
    """Return the source's own words for students, by their key in a rubric."""
    return {key: text for key, text in (("passed", item.passed), ("failed", item.failed)) if text}


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _block(code: str) -> str:
    """Return code as a TOML string: a literal one of several lines where it can be, else a basic one."""
    if "'''" not in code and not any(ord(sign) < 32 and sign not in "\n\t" for sign in code):
        return f"'''\n{code}\n'''"
    return json.dumps(code, ensure_ascii=False)
