"""Tests take names and values as they are above their own cell of the notebook."""

import json

import pytest

from grader.assignment.loader import load_assignment
from grader.errors import RubricError
from grader.grading.pipeline import judge, observe
from grader.probes.expected import expect
from grader.submission.read import submission_of

HEAD = """schema = "grader/rubric/v1"
[assignment]
id = "hw"
title = "Homework"
notebook = "hw.ipynb"
scenarios = "scenarios.py"
reference = "reference.py"
template = "template"
seed = 1
[functions."hw.ipynb"]
shift = ["result"]
"""
QUESTION = """[[question]]
id = "{place}"
title = "{place}"
[[question.criterion]]
id = "tests"
title = "Tests"
points = 1
check = "asserts"
place = "{place}"
code = """
STEPS = (
    (
        "one",
        "K = 1\ndef shift(n):\n    return n + K\nlog, table = [1], np.zeros(2)",
        "assert shift(1) == 2 and log == [1]",
    ),
    ("two", "K = 10\nlog.append(2)\ntable += 1", "assert shift(1) == 11 and log == [1, 2] and table.sum() == 2"),
    (
        "three",
        "np.random.seed(7)\ndef lucky():\n    return np.random.rand()",
        "assert abs(lucky() - 0.0763082893) < 1e-9",
    ),
    ("four", "def shift(n):\n    return 100 + n", "assert shift(1) == 101 and K == 10"),
)


def _cell(source, place=""):
    metadata = {"nbgrader": {"grade_id": place}} if place else {}
    return {"cell_type": "code", "metadata": metadata, "outputs": [], "execution_count": None, "source": source}


def _notebook(cells):
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells})


SOLVED = [_cell("import numpy as np")]
for _place, _source, _test in STEPS:
    SOLVED += [_cell(_source), _cell(_test, _place)]


@pytest.fixture
def homework(tmp_path):
    (tmp_path / "template").mkdir()
    holes = [_cell(f"# your code {n}") if n % 2 and n else cell for n, cell in enumerate(SOLVED)]
    (tmp_path / "template/hw.ipynb").write_text(_notebook(holes))
    marked = [f"{source}\n# place: {place}" for place, source, _ in STEPS]
    (tmp_path / "reference.py").write_text("\n".join(["import numpy as np", *marked]))
    (tmp_path / "scenarios.py").write_text("")
    questions = [QUESTION.format(place=place) + json.dumps(test) for place, _, test in STEPS]
    (tmp_path / "rubric.toml").write_text("\n".join([HEAD, *questions]))
    return tmp_path


def _marks(homework, slot, cells):
    assignment = load_assignment(homework / "rubric.toml")
    expectations = expect(assignment)
    given = submission_of("one", {"hw.ipynb": _notebook(cells).encode()}, assignment)
    result = judge(observe(given, assignment, expectations, slot), assignment, expectations)
    return {question.id: question.verdict.value for question in result.questions}


def test_each_test_is_run_as_of_its_place(homework, slot):
    assert set(_marks(homework, slot, SOLVED).values()) == {"pass"}


def test_a_place_whose_cell_was_deleted_is_found_by_the_next_one(homework, slot):
    cells = [cell for cell in SOLVED if cell["metadata"].get("nbgrader", {}).get("grade_id") not in ("one", "two")]
    found = _marks(homework, slot, cells)
    assert (found["three"], found["four"]) == ("pass", "pass")


def test_a_later_question_does_not_pay_for_an_earlier_one(homework, slot):
    cells = [SOLVED[0], _cell("log, table = [1], np.zeros(2)"), *SOLVED[2:]]
    found = _marks(homework, slot, cells)
    assert (found["one"], found["two"], found["four"]) == ("fail", "fail", "pass")


def test_cells_that_raise_in_between_stop_nothing(homework, slot):
    cells = [*SOLVED[:4], _cell("1 / 0"), *SOLVED[4:]]
    assert set(_marks(homework, slot, cells).values()) == {"pass"}


def test_a_place_that_the_template_does_not_have_is_refused(homework):
    rubric = homework / "rubric.toml"
    rubric.write_text(rubric.read_text().replace('place = "two"', 'place = "nowhere"'))
    with pytest.raises(RubricError, match="'nowhere'") as found:
        load_assignment(rubric)
    assert found.value.key == "no_such_place"


def _first(homework, slot, source):
    assignment = load_assignment(homework / "rubric.toml")
    expectations = expect(assignment)
    cells = [SOLVED[0], _cell(source), *SOLVED[2:]]
    given = submission_of("one", {"hw.ipynb": _notebook(cells).encode()}, assignment)
    return judge(observe(given, assignment, expectations, slot), assignment, expectations).questions[0].criteria[0]


def test_where_a_function_of_the_notebook_stops_its_cell_and_line_are_known(homework, slot):
    found = _first(homework, slot, "log = [1]\ndef shift(n):\n    return {}[n]")
    (frame,) = found.evidence.worst.failure.frames
    assert (frame.path, frame.line, frame.source) == ("cell 2", 3, "return {}[n]")


def test_a_function_of_the_notebook_that_is_still_to_be_written_is_not_attempted(homework, slot):
    found = _first(homework, slot, "log = [1]\ndef shift(n):\n    raise NotImplementedError")
    assert found.verdict.value == "not_attempted"


def test_what_a_test_compared_stands_in_the_evidence(homework, slot):
    found = _first(homework, slot, "log = [1]\ndef shift(n):\n    return [n]")
    assert found.verdict.value == "fail"
    assert "tests" in found.evidence.facts
