"""A tiny assignment that loads, of which a test spoils one thing; and a small class that is graded already."""

import json
import shutil
from pathlib import Path

import pytest

from grader.assignment.loader import load_assignment
from grader.errors import RubricError
from grader.gradebook.book import read_book
from grader.grading.batch import grade_class
from grader.grading.pool import GradingSettings
from grader.sandbox.selftest import chosen

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


TASK = Path(__file__).parents[2] / "examples/tasks/spectral_filter"
ROSTER = """student,submission,name,email,group
00123,solo,"Doe, Jane",jane@uni.edu,
bo,team,Bo,bo@uni.edu,team
cy,team,Cy,cy@uni.edu,team
never,,Never There,never@uni.edu,
"""


@pytest.fixture(scope="session")
def _graded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    shutil.copytree(TASK, folder / "task")
    for name, hand_in in (("solo", "in_periods"), ("team", "other_sign")):
        shutil.copytree(TASK / "hand_ins" / hand_in, folder / "class" / name)
    (folder / "class/roster.csv").write_text(ROSTER)
    settings = GradingSettings(
        rubric=folder / "task/rubric.toml", audience="student", language="en", isolation=chosen("limited")
    )
    grade_class(folder / "class", folder / "out", settings)
    return folder


class Course:
    """A graded class of one's own."""

    def __init__(self, folder):
        self.rubric, self.hand_ins, self.out = folder / "task/rubric.toml", folder / "class", folder / "out"

    def change_rubric(self, old, new):
        """Change the rubric's text."""
        text = self.rubric.read_text()
        assert old in text
        self.rubric.write_text(text.replace(old, new, 1))

    def batch(self, **options):
        """Grade the class again."""
        settings = GradingSettings(rubric=self.rubric, audience="student", language="en", isolation=chosen("limited"))
        return grade_class(self.hand_ins, self.out, settings, **options)

    def rows(self):
        """The rows of the gradebook."""
        self.batch(force=True)
        return read_book(self.out).rows

    def files(self):
        """Every file of the results, with its content."""
        wanted = (path for path in self.out.rglob("*") if path.is_file() and "sqlite" not in path.name)
        return {str(path.relative_to(self.out)): path.read_bytes() for path in wanted}


def copied(graded, folder):
    """A graded class somewhere else."""
    for part in ("task", "class", "out"):
        shutil.copytree(graded / part, folder / part, ignore=shutil.ignore_patterns("gradebook.sqlite*"))
    about = folder / "out/class.json"
    about.write_text(about.read_text().replace(str(graded), str(folder)))
    return Course(folder)


@pytest.fixture
def course(_graded, tmp_path):
    return copied(_graded, tmp_path)


@pytest.fixture(scope="session")
def _answered(_graded, tmp_path_factory):
    folder = tmp_path_factory.mktemp("answered")
    course = copied(_graded, folder)
    for name in ("=early", "solo"):
        shutil.copytree(TASK / "hand_ins/other_sign", course.hand_ins / name, dirs_exist_ok=True)
    for number, name in enumerate(("=early", "solo", "team"), 7):
        notebook = course.hand_ins / name / "Filter.ipynb"
        notebook.write_text(notebook.read_text().replace("its side lobes", f"its {number} side lobes"))
    course.batch()
    return folder


@pytest.fixture
def answered(_answered, tmp_path):
    """The same class, with three different answers."""
    return copied(_answered, tmp_path)
