"""In a marimo notebook: the variables of its cells, without marimo itself."""

import sys
import types

import pytest

from grader.selfcheck.folder import look_at_folder
from grader.selfcheck.hand_in_warnings import hand_in_warnings
from grader.selfcheck.namespace import live, open_notebook, ran
from grader.selfcheck.notebook import read_notebook

NOTEBOOK = """import marimo

app = marimo.App()


@app.cell
def _():
    def double(x):
        return 2 * x
    return (double,)


@app.cell
def _(mo):
    mo.md("# Title")
    return
"""


@pytest.fixture
def cell(monkeypatch):
    """Runs code as a cell of marimo's, and returns its variables."""
    monkeypatch.setitem(sys.modules, "marimo", types.ModuleType("marimo"))
    monkeypatch.delitem(sys.modules, "IPython", raising=False)

    def run(source, **given):
        found = {"__name__": "__main__", **given}
        exec(compile(source, "marimo_1/__marimo__cell_a_.py", "exec"), found)  # noqa: S102 - the test's own text
        return found

    return run


def test_the_variables_are_those_of_the_cell_that_asks(cell):
    found = cell("def ask():\n    return live()\nseen, history = ask(), ran()\n", live=live, ran=ran)
    assert found["seen"] is found
    assert found["history"] is None


def test_without_marimo_there_is_no_notebook(monkeypatch):
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    monkeypatch.delitem(sys.modules, "marimo", raising=False)
    assert live() is None


def test_the_notebook_is_the_file_that_marimo_runs(cell, monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert open_notebook(cell("", __file__="/home/me/work.py")) == "/home/me/work.py"


def test_a_function_of_a_cell_is_checked(student, cell):
    source = "def double(x):\n    return 2 * x\ncard = check(double)\n"
    assert cell(source, check=student.check)["card"].tone.value == "right"


def test_its_cells_are_read_and_none_counts_as_not_run(student):
    saved = read_notebook(NOTEBOOK.encode())
    assert [(one.cell.kind.value, one.count) for one in saved] == [("code", 0), ("markdown", 0)]
    student.write("work.py", NOTEBOOK)
    folder = look_at_folder(student.bundle, student.folder, "work.py")
    assert folder.definitions["double"].cell == 0
    assert list(hand_in_warnings(student.bundle, folder, None)) == []


@pytest.mark.parametrize("text", ["import marimo\nx = (", "import marimo\n\xff"])
def test_one_that_cannot_be_read_is_no_notebook(text):
    with pytest.raises(ValueError, match="no notebook"):
        read_notebook(text.encode("latin-1"))
