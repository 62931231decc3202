"""No cheat earns more than the stub that it is built on, and an honest solution earns everything beside it."""

from dataclasses import replace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader.submission.read import read_submission, submission_of
from tests.attacks.cheat import CHEATS, NAMES, NOTEBOOKS, STUBS
from tests.conftest import LAYERS, ROOT, Marker

NOTEBOOK = "BatchNormalization.ipynb"
IMPORT = f"import numpy as np\nfrom cs231n.layers import {', '.join(NAMES)}"
FUNCTIONS = ("batchnorm", "layernorm")


@pytest.fixture(scope="module")
def marker(assignment, expectations, walled):
    limits = replace(assignment.rubric.limits, scenario_cpu_seconds=1)  # some cheats wait until a limit ends them
    return Marker(replace(assignment, rubric=replace(assignment.rubric, limits=limits)), expectations, walled)


def _hand_in(marker, cheat):
    cells = [new_code_cell(source) for source in (IMPORT, *cheat.cells)]
    notebook = nbformat.writes(new_notebook(cells=cells)).encode()
    files = {LAYERS: f"{STUBS}\n\n{cheat.module}\n".encode(), NOTEBOOK: notebook}
    return submission_of("cheat", files, marker.assignment)


def _asked(marker, submission):
    """The questions on the functions that cheats stand for, as they are judged."""
    return [q for q in marker.judge(marker.record(submission)).questions if q.id.startswith(FUNCTIONS)]


QUICK = 6
"""Of as many cheats one is tried each time."""


@pytest.mark.parametrize(
    "cheat",
    [pytest.param(c, id=c.id, marks=pytest.mark.slow if c.slow or n % QUICK else ()) for n, c in enumerate(CHEATS)],
)
def test_a_cheat_earns_nothing(marker, cheat):
    assert sum(question.score for question in _asked(marker, _hand_in(marker, cheat))) == 0


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.slow if "every name" in n else ()) for n in NOTEBOOKS]
)
def test_a_notebook_cannot_earn_what_its_functions_do_not(marker, name):
    untouched = read_submission(ROOT / "examples/class/untouched", marker.assignment)
    notebook = nbformat.reads(untouched.files[NOTEBOOK].decode(), as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = NOTEBOOKS[name](cell.source)
    files = {**untouched.files, NOTEBOOK: nbformat.writes(notebook).encode()}
    result = marker.judge(marker.record(submission_of("cheat", files, marker.assignment)))
    assert sum(question.score for question in result.questions) == 0


def test_the_honest_solution_earns_everything_in_the_same_slot(marker):
    asked = _asked(marker, read_submission(ROOT / "examples/class/perfect", marker.assignment))
    assert asked
    assert [(q.score, q.max_score) for q in asked if q.score != q.max_score or q.score <= 0] == []
