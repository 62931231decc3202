"""Six assignments, and five hand-ins for each as their own grader gets them: solution, blank and three wrong ones."""

import json
from importlib import import_module

from grader.authoring.nbgrader import CODE_STUB, TEXT_STUB, without_marks
from grader.authoring.nbgrader_cell import nbgrader_cell
from grader.authoring.otter_blocks import otter_cells
from grader.authoring.otter_solutions import solved, without_solutions
from grader.authoring.otter_tests import settings_of
from grader.model.anchor import text_of_cell
from tests.grader.authoring.sources import code

NAMES = ("numerics", "frames", "programming", "physics", "images", "lab")
ASSIGNMENTS = {name: import_module(f"tests.peers.assignments.{name}") for name in NAMES}


def hand_ins(name):
    """Return the notebooks of an assignment's hand-ins, by their name."""
    about = ASSIGNMENTS[name]
    made = {"solution": (), "blank": None, **about.WRONG}
    build = _otter if about.FORM == "otter" else _nbgrader
    return {student: build(about.SOURCE, edits) for student, edits in made.items()}


def written(name, folder, notebook=None):
    """Write a notebook into a folder, with the files of its assignment, and return its path.

    Args:
        name: the assignment.
        folder: it is made.
        notebook: the source version unless it says otherwise.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in ASSIGNMENTS[name].FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content)
    source = ASSIGNMENTS[name].SOURCE
    (folder / f"{name}.ipynb").write_text(json.dumps(notebook or _notebook(source, source["cells"])))
    return folder / f"{name}.ipynb"


def _nbgrader(source, edits):
    cells = []
    for cell in source["cells"]:
        about, text = nbgrader_cell(cell), text_of_cell(cell)
        if about.is_solution:
            text = _edited(without_marks(text), edits) if edits is not None else _stubbed(cell, text)
        elif about.is_test:
            text = _without_hidden(text)
        cells.append({**cell, "source": text})
    _all_found(edits, cells)
    return _notebook(source, cells)


def _stubbed(cell, text):
    if cell["cell_type"] != "code":
        return TEXT_STUB
    lines, inside = [], False
    for line in text.splitlines():
        if "### BEGIN SOLUTION" in line:
            inside = True
            indent = line[: len(line) - len(line.lstrip())]
            lines += [indent + part for part in CODE_STUB.splitlines()]
        elif "### END SOLUTION" in line:
            inside = False
        elif not inside:
            lines.append(line)
    return "\n".join(lines)


def _without_hidden(text):
    before, _, rest = text.partition("### BEGIN HIDDEN TESTS\n")
    return before + rest.partition("### END HIDDEN TESTS")[2].lstrip("\n")


def _otter(source, edits):
    cells, question, part, tested = [code('import otter\ngrader = otter.Notebook("lab.ipynb")')], "", "", False
    for cell in otter_cells(source["cells"]):
        if cell.mark == "BEGIN QUESTION":
            question, tested = settings_of(cell.source)["name"], False
        elif cell.mark == "END QUESTION" and tested:
            cells.append(code(f'grader.check("{question}")'))
        elif cell.mark:
            part = cell.mark.removeprefix("BEGIN ") if cell.mark.startswith("BEGIN") else ""
            tested |= part == "TESTS"
        elif part != "TESTS":
            text = cell.source
            if cell.cell["cell_type"] == "code":
                text = without_solutions(text) if edits is None else _edited(solved(text), edits)
            cells.append({**cell.cell, "source": text})
    _all_found(edits, cells)
    return _notebook(source, cells)


def _edited(text, edits):
    for old, new in edits:
        text = text.replace(old, new)
    return text


def _all_found(edits, cells):
    whole = json.dumps([cell["source"] for cell in cells])
    for _, new in edits or ():
        assert json.dumps(new)[1:-1] in whole, f"no cell has what {new!r} replaces"


def _notebook(source, cells):
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {**source, "cells": cells, "metadata": {"kernelspec": kernel, "otter": {"assignment_name": "lab"}}}
