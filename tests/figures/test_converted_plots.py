"""A notebook of nbgrader's whose tests look at plots is converted, and its hand-ins are graded."""

import json

import pytest

pytest.importorskip("matplotlib", reason="matplotlib is not installed here")

from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.pipeline import judge, observe
from grader.sandbox.selftest import chosen
from grader.submission.read import read_submission
from tests.grader.authoring.unproved import convert

pytestmark = pytest.mark.slow
SOLVED = {
    "decay": "fig, ax = plt.subplots()\nax.plot(t, np.exp(-t))\nax.set_xlabel('time')\nplt.show()\n",
    "square": "def plot_square(x):\n    plt.plot(x, x**2)\n    plt.ylabel('square')\n",
    "dots": "plt.scatter([1, 2, 3], [4, 5, 6])\nmy_ax = plt.gca()\n",
}
TESTS = {
    "decay": "assert ax.get_xlabel() == 'time'\nassert np.allclose(ax.lines[0].get_xydata(), np.c_[t, np.exp(-t)])\n",
    "square": "plot_square(np.arange(4))\nnow = plt.gca()\nassert now.get_ylabel() == 'square'\n"
    "assert np.allclose(now.lines[-1].get_ydata(), np.arange(4) ** 2)\nassert len(now.lines) == 1\n",
    "dots": "assert np.allclose(my_ax.collections[0].get_offsets(), [[1, 4], [2, 5], [3, 6]])\n",
}
HAND_INS = {
    "solution": ({}, {"decay": 2, "square": 2, "dots": 2}),
    "blank": (dict.fromkeys(SOLVED, ""), {"decay": 0, "square": 0, "dots": 0}),
    "swapped": (
        {"decay": SOLVED["decay"].replace("t, np.exp(-t)", "np.exp(-t), t")},
        {"decay": 0, "square": 2, "dots": 2},
    ),
    "no label": ({"square": "def plot_square(x):\n    plt.plot(x, x**2)\n"}, {"decay": 2, "square": 0, "dots": 2}),
    "other points": ({"dots": SOLVED["dots"].replace("6", "7")}, {"decay": 2, "square": 2, "dots": 0}),
}


def _notebook(cells, *, marked):
    def cell(source, **about):
        found = {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
        if about:
            about = {"schema_version": 3, "task": False, **about}
            found["metadata"] = {"nbgrader": about}
        return found

    made = [cell("%matplotlib inline\nimport numpy as np\nimport matplotlib.pyplot as plt\nt = np.linspace(0, 3, 31)")]
    for name, source in cells.items():
        text = f"### BEGIN SOLUTION\n{source}### END SOLUTION\n" if marked else source
        made.append(cell(text, grade=False, grade_id=name, locked=False, solution=True))
        about = {"grade": True, "grade_id": f"{name}_test", "locked": True, "solution": False, "points": 2}
        made.append(cell(TESTS[name], **about))
    named = [{**one, "id": f"c{place}"} for place, one in enumerate(made)]
    about = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": about, "cells": named})


@pytest.fixture(scope="module")
def grader(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plots")
    (folder / "plots.ipynb").write_text(_notebook(SOLVED, marked=True), encoding="utf-8")
    made = convert("nbgrader", folder / "plots.ipynb", folder / "out")
    assert made.crossed == made.tests == 3
    with AssignmentGrader(made.rubric, isolation=chosen("limited")) as found:
        yield found


@pytest.mark.parametrize("name", HAND_INS)
def test_hand_ins_get_what_their_plots_are_worth(name, grader, tmp_path):
    changed, points = HAND_INS[name]
    (tmp_path / "plots.ipynb").write_text(_notebook({**SOLVED, **changed}, marked=False), encoding="utf-8")
    submission = read_submission(tmp_path / "plots.ipynb", grader.assignment)
    record = observe(submission, grader.assignment, grader.expectations, grader.slot)
    result = judge(record, grader.assignment, grader.expectations)
    assert [question.score for question in result.questions] == list(points.values())
