"""Wrong answers are made of what students do not get."""

import json

import pytest

from grader.authoring.conversion.changed_answers import MOST_VARIANTS, answers_of, solved_notebook
from grader.authoring.nbgrader import from_nbgrader
from grader.authoring.otter import from_otter
from tests.grader.authoring.sources import OTTER, code, notebook, solution

MARKED = solution(
    "f", "def f(x):\n    y = x + 1\n    ### BEGIN SOLUTION\n    return 3 * y\n    ### END SOLUTION\n\nz = 5 - 1"
)


def _answers(*cells):
    return answers_of(from_nbgrader(notebook(*cells), "a"))


def test_only_lines_between_the_marks_are_changed():
    (answer,) = _answers(code("a = 1 + 1"), MARKED)
    assert answer.place == 1
    assert answer.names == {"f", "z"}
    assert 0 < len(answer.variants) <= MOST_VARIANTS
    assert all("y = x + 1" in variant and "z = 5 - 1" in variant for variant in answer.variants)
    assert "return 3 / y" in answer.variants[0]


@pytest.mark.parametrize("text", ["x = 'a'", "x = True", "x = a == b", "x = solve(a, b)", "x = a and b"])
def test_every_kind_of_answer_can_be_wrong(text):
    (answer,) = _answers(solution("x", f"### BEGIN SOLUTION\n{text}\n### END SOLUTION"))
    assert answer.variants
    assert text not in answer.variants


def test_a_docstring_is_no_answer():
    (answer,) = _answers(
        solution("f", 'def f():\n    ### BEGIN SOLUTION\n    """Text."""\n    pass\n    ### END SOLUTION')
    )
    assert answer.variants == ()


def test_the_solved_notebook_is_the_students_one_with_solutions():
    found = from_nbgrader(notebook(code("a = 1"), MARKED), "a")
    cells = json.loads(solved_notebook(found, {0: "a = 2"}))["cells"]
    assert cells[0]["source"] == "a = 2"
    assert "return 3 * y" in cells[1]["source"]
    assert "SOLUTION" not in cells[1]["source"]


def test_answers_of_otter_are_found():
    names = set().union(*(answer.names for answer in answers_of(from_otter(OTTER, "lab01"))))
    assert {"mean_of", "evens"} <= names
