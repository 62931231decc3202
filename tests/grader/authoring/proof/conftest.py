"""An assignment as a newcomer writes it: a reference in one file, three functions, two mistakes, a notebook."""

import json
import os

import pytest

from grader.assignment.loader import load_assignment
from grader.authoring.audit import audit
from grader.probes.expected import expect

RUBRIC = """
schema = "grader/rubric/v1"
[assignment]
id = "stats"
title = "Statistics"
notebook = "Stats.ipynb"
scenarios = "scenarios.py"
reference = "reference.py"
mistakes = "mistakes"
template = "template"
seed = 4711
[functions."stats.py"]
center = ["y"]
variance = ["v"]
is_constant = ["yes"]
[[question]]
id = "center"
title = "Centre"
function = "center"
[[question.criterion]]
id = "output"
title = "Columns have mean 0"
points = 2
check = "matches"
scenarios = ["centered"]
outputs = ["y"]
[[question]]
id = "variance"
title = "Variance"
function = "variance"
builds_on = ["center"]
[[question.criterion]]
id = "output"
title = "The columns' variance"
points = 2
check = "matches"
scenarios = ["varied"]
outputs = ["v"]
[[question]]
id = "constant"
title = "Constant"
function = "is_constant"
[[question.criterion]]
id = "output"
title = "Constant tables"
points = 1
check = "matches"
scenarios = ["constant"]
outputs = ["yes"]
[[question]]
id = "notebook"
title = "The notebook"
[[question.criterion]]
id = "runs"
title = "It runs"
points = 1
check = "runs"
cells = [{ tag = "try-center" }]
requires = ["center"]
[[question.criterion]]
id = "outputs"
title = "It shows a small number"
points = 1
check = "outputs"
shown = [{ label = "mean:", cell = { tag = "try-center" }, most = 1e-9 }]
requires = ["center"]
[[question.criterion]]
id = "answer"
title = "Why"
points = 1
check = "answer"
cell = { tag = "why" }
[accepted]
"constant.output" = "no mistake is typical"
"""
SCENARIOS = '''
class centered:
    """Columns are centred."""
    cases = {"small": {"N": 5}, "large": {"N": 9}}
    practice = ("small",)
    def inputs(rng, N):
        return {"x": rng.normal(size=(N, 3)) + 2}
    def run(s, given):
        return s.center(given["x"])
class varied:
    """Columns have a variance."""
    cases = {"small": {"N": 5}, "large": {"N": 9}}
    def inputs(rng, N):
        return {"x": rng.normal(size=(N, 3)) - 2}
    def run(s, given):
        return s.variance(given["x"])
class constant:
    """A constant table is seen."""
    cases = {"yes": {"kind": 0}, "no": {"kind": 1}}
    def inputs(rng, kind):
        return {"x": rng.normal(size=(4, 3)) * kind + rng.normal()}
    def run(s, given):
        return s.is_constant(given["x"])
'''
REFERENCE = """
def center(x):
    return x - x.mean(axis=0)
def variance(x):
    return (center(x) ** 2).mean(axis=0)
def is_constant(x):
    return bool((x == x[0]).all())
"""
TEXTS = 'TITLE = "it is off"\nEXPLANATION = "It is off by something."\nHINTS = ("Look.",)\nSERIOUSNESS = "major"\n'
HOLES = "".join(f"def {name}(x):\n    raise NotImplementedError\n" for name in ("center", "variance", "is_constant"))


def cell(source, *tags, kind="code"):
    code = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {"tags": list(tags)}, "source": source, **code}


def notebook(*cells):
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}, indent=1)


FILES = {
    "rubric.toml": RUBRIC,
    "scenarios.py": SCENARIOS,
    "reference.py": REFERENCE,
    "mistakes/over_rows.py": TEXTS + "def center(x):\n    return x - x.mean(axis=1, keepdims=True)\n",
    "mistakes/not_squared.py": "from ..reference import center\n"
    + TEXTS
    + "def variance(x):\n    return abs(center(x)).mean(axis=0)\n",
    "template/stats.py": HOLES,
    "template/Stats.ipynb": notebook(
        cell("import numpy as np\nfrom stats import center, variance", "setup"),
        cell("x = np.arange(12.0).reshape(4, 3)\nprint('mean:', abs(center(x).mean()))", "try-center"),
        cell("print(variance(x))", "try-variance"),
        cell("Why? Your answer:", "why", kind="markdown"),
    ),
}


class Stats:
    """The assignment in a folder of its own."""

    def __init__(self, folder, slot):
        self.folder, self.rubric, self._slot = folder, folder / "rubric.toml", slot
        for name, text in FILES.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)

    def change(self, name, old, new):
        text = (self.folder / name).read_text()
        assert old in text
        (self.folder / name).write_text(text.replace(old, new, 1))
        later = (self.folder / name).stat().st_mtime + 2  # Python tells sources apart by their second and size
        os.utime(self.folder / name, (later, later))

    def accept(self, weakness):
        (self.rubric).write_text(self.rubric.read_text() + f'"{weakness}" = "for a reason"\n')

    def load(self):
        return load_assignment(self.rubric)

    def audited(self, language="en"):
        assignment = self.load()
        return audit(assignment, expect(assignment), self._slot, language)


@pytest.fixture
def stats(tmp_path, slot):
    return Stats(tmp_path, slot)
