"""A solved notebook is run cell by cell; what raises is left out with a line, and the rest goes on."""

import ast

import pytest

from grader.authoring.conversion import cell_by_cell
from grader.authoring.conversion.cell_by_cell import run_cell_by_cell
from grader.authoring.conversion.loaded import load_what_runs
from grader.authoring.nbgrader import from_nbgrader
from grader.authoring.portable_tests import solved_module
from tests.grader.authoring.sources import code, graded, notebook


def _run(folder, *cells):
    begun = []
    found, left = run_cell_by_cell(
        from_nbgrader(notebook(*cells), "lab"), folder, lambda cell, count: begun.append((cell, count))
    )
    names = {}
    exec(solved_module(found.solution), names)  # noqa: S102 - it must load
    return names, {one.cell: one.why for one in left}, begun


@pytest.mark.parametrize(
    "cell",
    [
        "1 / 0",
        "undefined",
        "import sys\nsys.exit(1)",
        "exit()",
        "import os\nos._exit(3)",
        "name = input()",
        "raise KeyboardInterrupt",
    ],
)
def test_a_cell_that_raises_or_ends_the_process_stops_nothing(tmp_path, cell):
    names, left, _ = _run(tmp_path, code("a = 1"), code(cell), code("b = a + 1"))
    assert names["b"] == 2
    assert list(left) == [1]


def test_what_a_cell_did_before_it_raised_stays(tmp_path):
    names, left, _ = _run(tmp_path, code("a = 1\nb = 1 / 0\na = 3"), code("c = a"))
    assert (names["c"], "with the rest of its cell" in left[0]) == (1, True)


@pytest.mark.parametrize("line", ["ls", "ls -l", "import no_such_library", "from no_such_library import name"])
def test_a_bare_command_or_a_missing_library_leaves_the_rest_of_its_cell(tmp_path, line):
    names, left, _ = _run(tmp_path, code(f"{line}\na = 1"))
    assert names["a"] == 1
    assert "rest of its cell" not in left[0]


def test_a_name_bound_in_a_test_cell_is_there_for_later_cells(tmp_path):
    test = graded("t", 1, "base = 3\ngrid = [base, 4]\nassert grid")
    names, left, _ = _run(tmp_path, code("a = 1"), test, code("longest = max(grid) + a"))
    assert (names["longest"], left) == (5, {})


def test_cells_run_in_the_source_s_folder_and_say_nothing(tmp_path, capfd):
    (tmp_path / "numbers.txt").write_text("7")
    noisy = code("import os\nprint('noise')\nos.system('echo noise')\nassert os.path.exists('numbers.txt')")
    found, left = run_cell_by_cell(from_nbgrader(notebook(noisy), "lab"), tmp_path, lambda *_: None)
    assert (len(found.solution), left) == (1, ())
    assert capfd.readouterr() == ("", "")


def test_each_cell_is_told(tmp_path):
    assert _run(tmp_path, code("a = 1"), code("b = 2"))[2] == [(0, 2), (1, 2)]


def test_a_guard_for_programs_is_open_as_in_a_notebook(tmp_path):
    names, _, _ = _run(tmp_path, code("def f():\n    return 2\n\nif __name__ == '__main__':\n    a = f()"))
    assert names["a"] == 2


def test_what_is_left_is_python(tmp_path):
    found, _ = run_cell_by_cell(
        from_nbgrader(notebook(code("no python"), code("a = 1")), "lab"), tmp_path, lambda *_: None
    )
    assert [ast.unparse(ast.parse(one)) for one in found.solution] == ["a = 1"]


def test_what_runs_in_a_notebook_and_does_not_load_here_is_left_out(tmp_path):
    cells = [code("a = 1"), code("b = 2\nassert __name__ == 'reference'\nc = b"), code("d = a")]
    found, left = run_cell_by_cell(from_nbgrader(notebook(*cells), "lab"), tmp_path, lambda *_: None)
    assert left == ()
    reference, found, left = load_what_runs(found, tmp_path / "reference.py", "Solved.")
    assert {name: getattr(reference.modules[0], name) for name in "abcd"} == {"a": 1, "b": 2, "c": 2, "d": 1}
    assert [(one.cell, "AssertionError" in one.why) for one in left] == [(1, True)]


@pytest.mark.parametrize("endless", ["while True:\n    pass", "import re\nre.match('(a+)+$', 'a' * 40 + 'b')"])
def test_a_cell_that_never_ends_is_left_out(tmp_path, monkeypatch, endless):
    monkeypatch.setattr(cell_by_cell, "CELL_SECONDS", 1)
    names, left, _ = _run(tmp_path, code("a = 1"), code(endless), code("b = a"))
    assert names["b"] == 1
    assert "TimeoutError" in left[1]
