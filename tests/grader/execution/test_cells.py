from grader.execution.cells import definitions_in, runnable
from grader.model.rubric import CellSelector, Rubric
from grader.model.submission import Cell, CellKind, Definition


def _cells(*sources, tags=()):
    return [Cell(index=index, kind=CellKind.CODE, source=source, tags=tags) for index, source in enumerate(sources)]


def _rubric(*skip):
    return Rubric(id="r", title="R", notebook="n.ipynb", seed=0, functions={}, opaque=(), questions=(), skip=skip)


def test_cells_that_the_rubric_leaves_out_are_not_run():
    cells = [*_cells("long", tags=("experiment",)), *_cells("short")]
    assert [cell.source for cell in runnable(cells, _rubric(CellSelector(tag="experiment")))] == ["short"]
    assert [cell.source for cell in runnable(cells, _rubric(CellSelector(contains="SHORT")))] == ["long"]
    assert runnable(cells, _rubric()) == cells


IN_NOTEBOOK = {"f": Definition(path="notebook", cell=0, line=1, source="")}


def test_of_a_lost_notebook_its_imports_functions_and_constants_are_left():
    source = "%cd x\nimport numpy as np\nEPS = 1e-5\nx = np.load('data')\ndef f(x):\n    return x"
    cells = _cells(source, "1 / 0", "def (")
    (left,) = definitions_in(cells, IN_NOTEBOOK)
    assert left.source == "import numpy as np\nEPS = 1e-05\ndef f(x):\n    return x"


def test_a_notebook_that_defines_nothing_of_the_rubric_is_not_read_again():
    assert definitions_in(_cells("def f(x): pass"), {"f": Definition(path="m.py", line=1, source="")}) == []
