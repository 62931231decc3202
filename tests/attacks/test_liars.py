"""No object that flatters the instructor's test code earns a point; right functions beside it earn theirs."""

import json

import numpy as np
import pytest

from grader.assignment.loader import load_assignment
from grader.grading.pipeline import judge, observe
from grader.probes.expected import expect
from grader.submission.read import submission_of
from tests.attacks.liars import LIAR, LIES, WANTED, worthless

RIGHT = """
import numpy as np


def f():
    return 2.5


def array():
    return np.arange(4.0)


def items():
    return [1.5, 2.5]


def pair():
    return np.arange(3.0), 2.0


class Vector:
    def __init__(self, *items):
        self.items = list(items)

    def __add__(self, other):
        return Vector(*[a + b for a, b in zip(self.items, other.items)])

    def __eq__(self, other):
        return self.items == other.items

    def __abs__(self):
        return sum(x * x for x in self.items) ** 0.5
"""
CODES = (
    "assert abs(f() - 2.5) < 1e-9",
    "assert np.allclose(f(), 2.5)",
    "assert f() == 2.5",
    "assert f() <= 2.5 and f() in [2.5]",
    "assert np.max(np.abs(array() - np.arange(4))) < 1e-9",
    "np.testing.assert_allclose(array(), np.arange(4))",
    "assert (array() == np.arange(4)).all()",
    "assert items() == [1.5, 2.5] and 2.5 in items()",
    "a, b = pair()\\nassert np.allclose(a, [0, 1, 2]) and b == 2",
    "assert abs(abs(Vector(3, 4)) - 5) < 1e-9 and (Vector(1) + Vector(2)).items == [3]",
)
FUNCTIONS = ("f", "array", "items", "pair", "Vector")
CRITERION = """
[[question.criterion]]
id = "c{place}"
title = "Test {place}"
points = 1
check = "asserts"
code = "{code}"
"""
RUBRIC = f"""
schema = "grader/rubric/v1"
[assignment]
id = "own_tests"
title = "Own tests"
notebook = "n.ipynb"
scenarios = "scenarios.py"
mistakes = "mistakes"
reference = "reference"
template = "template"
seed = 1
[functions."m.py"]
{"".join(f'{name} = ["out"]{chr(10)}' for name in FUNCTIONS[:-1])}
[[question]]
id = "q"
title = "Q"
function = "f"
"""
NOTEBOOK = json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": []}).encode()


@pytest.fixture(scope="module")
def graded(tmp_path_factory, walled):
    """The points of each test for a module, graded at a level."""
    folder = tmp_path_factory.mktemp("own_tests")
    for name in ("reference", "template", "mistakes"):
        (folder / name).mkdir()
    (folder / "scenarios.py").write_text("")
    (folder / "reference/__init__.py").write_text(RIGHT)
    (folder / "template/m.py").write_text(worthless(FUNCTIONS, "lie = None"))
    (folder / "template/n.ipynb").write_bytes(NOTEBOOK)
    criteria = [CRITERION.format(place=place, code=code) for place, code in enumerate(CODES)]
    (folder / "rubric.toml").write_text(RUBRIC + "".join(criteria))
    assignment = load_assignment(folder / "rubric.toml")
    expectations = expect(assignment)

    def graded(module):
        submission = submission_of("one", {"m.py": module.encode(), "n.ipynb": NOTEBOOK}, assignment)
        result = judge(observe(submission, assignment, expectations, walled), assignment, expectations)
        return [criterion.fraction for criterion in result.questions[0].criteria]

    return graded


@pytest.mark.parametrize("name", [*LIES, "an array that is wanted"])
def test_a_liar_earns_nothing(graded, name):
    lie = WANTED if name not in LIES else LIAR + LIES[name]
    assert sum(graded(worthless(FUNCTIONS, lie))) == 0


def test_a_liar_passes_where_tests_run_in_its_own_process():
    names = {"np": np}
    exec(worthless(FUNCTIONS, WANTED), names)  # noqa: S102 - our own text
    for code in CODES[:5]:
        exec(code, names)  # noqa: S102 - our own text


def test_a_liar_beside_right_functions_costs_its_own_tests(graded):
    fractions = graded(RIGHT + worthless(("f",), LIAR + LIES["an object"]))
    assert fractions == [0.0] * 4 + [1.0] * 6


def test_the_honest_solution_earns_everything(graded):
    assert graded(RIGHT) == [1.0] * len(CODES)
