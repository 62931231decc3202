"""The notebooks of the other two units: in form, silent where nothing is written yet, right once it is."""

import re

import nbformat
import pytest

SOLVED = {
    "cs231n/layers.py": "from reference.layers import *\n",
    "cs231n/classifiers/fc_net.py": "from reference.fc_net import FullyConnectedNet\n",
}
NAMES = ["FullyConnectedNets.ipynb", "SpatialNormalization.ipynb"]


@pytest.fixture(scope="module", params=NAMES)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def solved(run_cells, name):
    return run_cells(SOLVED, name)


def test_it_is_valid_and_was_never_run(template_folder, name):
    notebook = nbformat.read(template_folder / name, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert all(cell.outputs == [] for cell in notebook.cells if cell.cell_type == "code")
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)


def test_two_questions_wait_for_an_answer(template_folder, name):
    notebook = nbformat.read(template_folder / name, as_version=nbformat.NO_CONVERT)
    questions = [cell for cell in notebook.cells if cell.metadata.get("tags", [""])[0].startswith("inline")]
    assert len(questions) == 2
    assert all(cell.source.endswith("\n\n## Answer\n\n[FILL THIS IN]") for cell in questions)


def test_untouched_every_cell_but_setup_says_what_is_missing(run_cells, name):
    untouched = run_cells({}, name)
    assert untouched.pop("setup") == {"shown": "", "error": None}
    assert all(cell["error"].startswith("NotImplementedError: ") for cell in untouched.values())


def test_solved_every_cell_runs(solved):
    assert {tag: cell["error"] for tag, cell in solved.items() if cell["error"]} == {}


def test_solved_every_error_that_is_shown_is_small(solved):
    shown = "\n".join(cell["shown"] for cell in solved.values())
    errors = [float(number) for number in re.findall(r"error: (\S+)$", shown, flags=re.MULTILINE)]
    assert len(errors) >= 11
    assert max(errors) < 1e-5


def test_solved_the_net_learns_fifty_images_by_heart(run_cells):
    shown = run_cells(SOLVED, "FullyConnectedNets.ipynb")["overfit"]["shown"]
    assert float(re.fullmatch(r"accuracy on 50 images: (.+)\n", shown)[1]) > 0.9


@pytest.mark.slow
@pytest.mark.parametrize("name", ["BatchNormalization.ipynb", *NAMES])
def test_solved_the_experiments_run(run_cells, name):
    cells = run_cells(SOLVED, name, experiments=True)
    assert {tag: cell["error"] for tag, cell in cells.items() if cell["error"]} == {}
