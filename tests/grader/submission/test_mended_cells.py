import pytest

from grader.model.submission import Cell, CellKind
from grader.submission.mended_cells import mended_cells


def _mended(source):
    return mended_cells("HW.ipynb", [Cell(index=2, kind=CellKind.CODE, source=source)])


@pytest.mark.parametrize(
    "source",
    [
        "x = 1",
        "!ls\nx = 1",
        "np.sum?",
        "    def f():\n        pass",
        ">>> x = 1",
        "In [3]: x = 1",
        "%%bash\nls | x",
        "await x",
    ],
)
def test_what_a_notebook_reads_stays_as_it_is(source):
    found = _mended(source)
    assert (found.cells[0].source, found.cells[0].readable, found.remarks) == (source, "", ())


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("x = \u201ca\u201d", 'x = "a"'),
        ("if x:\n\u00a0\u00a0y = 1", "if x:\n  y = 1"),
        ("x = 1\u200b", "x = 1"),
        ("print\uff08x\uff0cy\uff09", "print(x,y)"),
        ("x = 2 \u2212 1", "x = 2 - 1"),
    ],
)
def test_signs_of_a_text_program_are_put_right(source, plain):
    found = _mended(source)
    assert found.cells[0].source == plain
    assert [remark.id for remark in found.remarks] == ["signs_in_cell"]


def test_signs_in_a_text_that_python_reads_stay():
    assert _mended("x = '\u201ca\u201d'").cells[0].source == "x = '\u201ca\u201d'"


def test_a_function_that_cannot_be_read_is_cut_and_the_others_stay():
    found = _mended("def f(x):\n    return x\n\n\ndef g(x):\n    return (x\n\n\ndef h(x):\n    return x\n")
    assert "def f(x):\n    return x" in found.cells[0].readable
    assert (found.cut["g"].cell, found.cut["g"].line) == (2, 5)
    assert [(remark.id, remark.facts["function"]) for remark in found.remarks] == [("cut", "g")]


def test_a_line_that_cannot_be_read_is_named_with_its_cell():
    (remark,) = _mended("x = (1\n\n\ndef g(x):\n    return x\n").remarks
    assert (remark.id, remark.facts) == ("cell_broken", {"cell": "3", "line": "1", "source": "x = (1"})
