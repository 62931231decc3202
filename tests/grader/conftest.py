"""A tiny assignment that loads, of which a test spoils one thing."""

import json

import pytest

from grader.errors import RubricError
from grader.intake.rubric import load_assignment

RUBRIC = """
schema = "grader/rubric/v1"
[assignment]
id = "tiny"
title = "Tiny"
notebook = "Tiny.ipynb"
scenarios = "scenarios.py"
reference = "reference"
mistakes = "reference/mistakes"
template = "template"
seed = 1
opaque = ["cache"]
[functions."m.py"]
double = ["out"]
halve = [["out", "cache"], ["out"]]
[classes."m.py".Net]
loss = [["loss", "grads"], ["scores"]]
[[question]]
id = "first"
title = "First"
function = "double"
[[question.criterion]]
id = "output"
title = "Doubled"
points = 2
check = "matches"
scenarios = ["doubled"]
outputs = ["out"]
tolerance = 1e-6
case_tolerances = { only = 1e-4 }
[[question]]
id = "second"
title = "Second"
builds_on = ["first"]
layers = ["double"]
[[question.criterion]]
id = "gradient"
title = "Gradient"
points = 1
check = "gradient"
scenario = "doubled"
output = "out"
wrt = { out = "x" }
[[question]]
id = "third"
title = "Third"
[[question.criterion]]
id = "runs"
title = "Runs"
points = 1
check = "runs"
cells = [{ tag = "a" }]
requires = ["first"]
[[question.criterion]]
id = "outputs"
title = "Outputs"
points = 1
check = "outputs"
shown = [{ label = "e:", cell = { tag = "b" }, most = 1 }]
requires = ["first"]
[[question.criterion]]
id = "answer"
title = "Answer"
points = 1
check = "answer"
cell = { tag = "c" }
"""
SCENARIOS = '''
class doubled:
    """Doubling doubles."""

    def inputs(rng):
        return {"x": rng.normal(size=3)}

    def run(s, given):
        return {"out": s.double(given["x"])["out"]}

    def forward(s, given):
        return s.double(given["x"])


class plain:
    """Without a forward."""

    def inputs(rng):
        return {"x": rng.normal(size=3)}

    def run(s, given):
        return {"out": s.double(given["x"])["out"]}
'''
REFERENCE = """
def double(x):
    return 2 * x
def halve(x):
    return x / 2
class Net:
    def loss(self):
        return 0
"""
MISTAKE = """
TITLE = "tripled"
EXPLANATION = "You tripled it."
HINTS = ("a", "b", "c")
SERIOUSNESS = "major"
__all__ = ["double"]
def double(x):
    return 3 * x
"""


FILES = {
    "tiny.toml": RUBRIC,
    "scenarios.py": SCENARIOS,
    "reference/__init__.py": REFERENCE,
    "reference/mistakes/__init__.py": "",
    "reference/mistakes/tripled.py": MISTAKE,
    "template/Tiny.ipynb": json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": []}),
    "template/m.py": "def double(x):\n    raise NotImplementedError\n",
}


class Tiny:
    """The assignment in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name, text, encoding="utf-8"):
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, encoding=encoding)

    def spoil(self, name, old, new):
        text = (self.folder / name).read_text()
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def load(self):
        return load_assignment(self.folder / "tiny.toml")

    def refused(self):
        with pytest.raises(RubricError) as caught:
            self.load()
        assert caught.value.what
        assert caught.value.why
        assert caught.value.mend
        return caught.value


@pytest.fixture
def tiny(tmp_path):
    return Tiny(tmp_path)
