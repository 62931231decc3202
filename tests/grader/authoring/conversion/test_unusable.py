"""A notebook that cannot be taken is refused with all reasons at once."""

import pytest

from grader.authoring.conversion.unusable import refuse_unusable
from grader.errors import CallerError
from tests.grader.authoring.sources import code, graded, notebook, solution, text


def _why(tmp_path, source, form="nbgrader"):
    with pytest.raises(CallerError) as caught:
        refuse_unusable(source, tmp_path / "a.ipynb", form)
    assert caught.value.key == "source_unusable"
    return caught.value.why


def _nameless():
    cell = solution("z", "x = 1")
    del cell["metadata"]["nbgrader"]["grade_id"]
    return cell


def test_every_fault_of_nbgrader_s_cells_is_named(tmp_path):
    source = notebook(graded("a", 1, ""), graded("a", "x", ""), graded("b", -1, ""), graded("c d", 1, ""), _nameless())
    why = _why(tmp_path, source)
    for fault in ("cell 1 has the grade_id a", "cell 2 has", "'x'", "-1", "'c d'", "cell 5 is marked"):
        assert fault in why


def test_another_language_and_an_old_format_are_named_together(tmp_path):
    source = {**notebook(text("# A")), "nbformat": 3, "metadata": {"kernelspec": {"language": "R"}}}
    why = _why(tmp_path, source)
    assert "its language is R" in why
    assert "its format is 3" in why


@pytest.mark.parametrize("cell", [3, {}, {"cell_type": "sql"}, {"cell_type": "code", "source": 3}])
def test_what_is_no_cell_is_named(tmp_path, cell):
    assert "cell 2" in _why(tmp_path, {**notebook(code("a")), "cells": [code("a"), cell]})


def test_marks_of_otter_that_do_not_fit_are_named_together(tmp_path):
    marks = ["# BEGIN TESTS", "# END TESTS", "# BEGIN QUESTION\npoints: 1", "# BEGIN QUESTION\nname: q"]
    source = notebook(*({"cell_type": "raw", "metadata": {}, "source": mark} for mark in marks))
    why = _why(tmp_path, source, "otter")
    for fault in ("tests outside", "without a name", "before the one of cell 3", "that does not end"):
        assert fault in why


def test_a_usable_notebook_passes(tmp_path):
    refuse_unusable(notebook(solution("f", "x"), graded("t", 1, "")), tmp_path, "nbgrader")
