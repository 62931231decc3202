# ruff: noqa: E501 - cells as their authors write them
"""Nbgrader's sources are read in all schemas; what it refuses is named, and AUTOTEST lines are expanded."""

import json

import pytest

from grader.authoring.nbgrader import from_nbgrader
from grader.authoring.nbgrader_autotest import expanded
from grader.authoring.nbgrader_cell import NbgraderCell, nbgrader_cell
from tests.grader.authoring.unproved import convert

from .sources import code, graded, notebook, solution, text, written


def _cell(**about):
    return {**code("x"), "metadata": {"nbgrader": about}}


@pytest.mark.parametrize(
    ("about", "points"),
    [
        ({"grade": True, "points": "2", "grade_id": "a"}, 2),
        ({"grade": True, "points": "", "grade_id": "a"}, 0),
        ({"grade": True, "points": -1, "grade_id": "a", "schema_version": 1}, 0),
        ({"grade": True, "grade_id": "a", "solution": False, "schema_version": 2}, 0),
        ({"grade": False, "points": 3, "grade_id": "a", "locked": True}, 0),
    ],
)
def test_older_schemas_are_read(about, points):
    found = nbgrader_cell(_cell(**about))
    assert (found.grade_id, found.points) == ("a", points)


def test_a_cell_without_metadata_is_nothing():
    assert nbgrader_cell(code("x")) == NbgraderCell() == nbgrader_cell({**code("x"), "metadata": {"nbgrader": "?"}})


def test_cells_that_nbgrader_refuses_and_those_without_points_are_named():
    cells = [graded("a", 1, "assert 1"), graded("a", 2, "assert 2"), graded("", 1, "assert 3"), graded("b", 0, "pass")]
    found = from_nbgrader(notebook(*cells), "x")
    assert [item.id for item in found.items] == ["a"]
    assert [(left.cell, left.why.split(":")[0]) for left in found.left] == [
        (1, "cell 1 has the same `grade_id`"),
        (2, "it has no `grade_id`"),
        (3, "it is worth 0 points, in nbgrader too"),
    ]


@pytest.mark.parametrize(
    ("last", "code_"), [("score;", "score;\nNone"), ("score", "score"), ("x = 1; # y", "x = 1; # y\nNone")]
)
def test_a_last_value_that_a_notebook_does_not_show_is_no_part_of_the_points(last, code_):
    (item,) = from_nbgrader(notebook(graded("a", 1, last)), "x").items
    assert item.code == code_


def test_a_task_s_answer_is_what_stands_behind_it(tmp_path):
    task = {**text("Do it.\n=== BEGIN MARK SCHEME ===\nSecret\n=== END MARK SCHEME ==="), "metadata": {"nbgrader": {"task": True, "grade_id": "do", "points": 4, "locked": True, "schema_version": 3}}}  # fmt: skip
    made = convert("nbgrader", written(tmp_path, "a", notebook(task, code("after = 1"))), tmp_path / "out")
    assert "whole = true" not in made.rubric.read_text()
    assert "Secret" not in (made.rubric.parent / "template/a.ipynb").read_text()


def test_autotest_lines_become_asserts_of_type_and_value(tmp_path):
    source = notebook(
        solution("f", "def f(x):\n    ### BEGIN SOLUTION\n    return x / 3\n    ### END SOLUTION"),
        graded("t", 1, "y = 2\n### AUTOTEST f(1); [f(y)]\n### HASHED AUTOTEST str(f(3))"),
    )
    made = convert("nbgrader", written(tmp_path, "a", source), tmp_path / "out")
    rubric = made.rubric.read_text()
    assert made.crossed == 1
    assert "hidden = true" in rubric
    assert "assert str(type(f(1))) == " in rubric
    assert "assert str(round(f(1), 2)) == '0.33'" in rubric
    assert "AUTOTEST" not in json.loads((made.rubric.parent / "template/a.ipynb").read_text())["cells"][1]["source"]


@pytest.mark.parametrize(
    ("line", "why"), [("### AUTOTEST f(", "no expression"), ("### AUTOTEST g()", "gives no value for `g()`")]
)
def test_an_autotest_that_cannot_be_expanded_is_named_with_why(tmp_path, line, why):
    source = notebook(solution("f", "def f():\n    return 1"), graded("t", 1, line), graded("u", 1, "assert f() == 1"))
    made = convert("nbgrader", written(tmp_path, "a", source), tmp_path / "out")
    assert [(left.id, why in left.why) for left in made.left] == [("t", True)]


def test_a_value_that_is_an_address_is_refused():
    with pytest.raises(ValueError, match="no value"):
        expanded("# AUTOTEST f", lambda code: ["function"] if "__name__" in code else ["<f at 0x1>", "x"])
