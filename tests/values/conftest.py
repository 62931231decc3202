"""A small assignment about values of another library: one function, `f`, and what hand-ins of it earn."""

import json

import pytest

from grader.assignment.loader import load_assignment
from grader.grading.pipeline import judge, observe
from grader.probes.expected import expect
from grader.sandbox.levels import LIMITED
from grader.sandbox.slot import Slot
from grader.submission.read import submission_of

RUBRIC = """
schema = "grader/rubric/v1"
[assignment]
id = "values"
title = "Values"
notebook = "Values.ipynb"
scenarios = "scenarios.py"
reference = "reference.py"
template = "template"
seed = 3
{assignment}
[functions."m.py"]
f = ["y"]
{functions}
[[question]]
id = "q"
title = "Values"
function = "f"
[[question.criterion]]
id = "y"
title = "The value"
points = 1
{check}
"""
LIBRARIES = ["pandas", "scipy.sparse", "sympy", "pint", "astropy.units", "xarray"]
MATCHES = 'check = "matches"\nscenarios = ["called"]\noutputs = ["y"]\n'
NO_INPUTS = '''
class called:
    """It is called."""

    def inputs(rng):
        return {}

    def run(s, given):
        return {"y": s.f()["y"]}
'''


def notebook(*cells):
    made = [
        {"cell_type": "code", "metadata": {}, "source": cell, "outputs": [], "execution_count": None} for cell in cells
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": made})


class Task:
    """An assignment whose reference is a text, and the slot in which hand-ins of it run."""

    def __init__(self, folder, slot, reference, scenarios=NO_INPUTS, *, check=MATCHES, keys="", **rubric):
        parts = {"assignment": "", "functions": "", "check": check + keys} | rubric
        files = {
            "rubric.toml": RUBRIC.format(**parts),
            "scenarios.py": scenarios,
            "reference.py": reference,
            "template/Values.ipynb": notebook(),
            "template/m.py": "def f(*given):\n    raise NotImplementedError\n",
        }
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        self.rubric = folder / "rubric.toml"
        self.slot = slot
        self.assignment = load_assignment(self.rubric)
        self.expectations = expect(self.assignment)

    def expected(self, output):
        """The reference's value in the first case."""
        return next(iter(self.expectations.values.values()))[output]

    def record(self, module, *cells):
        files = {"m.py": module.encode()} | ({"Values.ipynb": notebook(*cells).encode()} if cells else {})
        return observe(submission_of("a", files, self.assignment), self.assignment, self.expectations, self.slot)

    def result(self, module, *cells):
        """The result of a hand-in: its module, and the cells of its notebook."""
        return judge(self.record(module, *cells), self.assignment, self.expectations)

    def score(self, module, *cells):
        return self.result(module, *cells).questions[0].score


@pytest.fixture
def task(tmp_path, slot):
    """Makes an assignment of a reference, scenarios and keys of its rubric."""
    return lambda *parts, **rubric: Task(tmp_path, slot, *parts, **rubric)


@pytest.fixture(scope="session")
def library_slot():
    """A slot whose warm process has imported the libraries."""
    with Slot(LIMITED, preload=LIBRARIES) as slot:
        yield slot


@pytest.fixture
def warm_task(tmp_path, library_slot):
    """The same as `task`, for a rubric with `preload`, so that a hand-in costs a fork and no import."""
    preload = f"preload = {json.dumps(LIBRARIES)}"
    return lambda *parts, **rubric: Task(tmp_path, library_slot, *parts, **({"assignment": preload} | rubric))
