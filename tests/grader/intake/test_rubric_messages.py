"""A rubric that is wrong is refused with place, what, why and how to mend it."""

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


@pytest.fixture
def tiny(tmp_path):
    """A good assignment, of which each test spoils one file."""
    notebook = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": []}
    files = {
        "tiny.toml": RUBRIC,
        "scenarios.py": SCENARIOS,
        "reference/__init__.py": REFERENCE,
        "reference/mistakes/__init__.py": "",
        "reference/mistakes/tripled.py": MISTAKE,
        "template/Tiny.ipynb": json.dumps(notebook),
        "template/m.py": "def double(x):\n    raise NotImplementedError\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def _spoil(tiny, name, old, new):
    text = (tiny / name).read_text()
    assert old in text
    (tiny / name).write_text(text.replace(old, new, 1))


def _refused(tiny):
    with pytest.raises(RubricError) as caught:
        load_assignment(tiny / "tiny.toml")
    assert caught.value.what
    assert caught.value.why
    assert caught.value.mend
    return caught.value


def test_a_good_rubric_becomes_an_assignment(tiny):
    found = load_assignment(tiny / "tiny.toml")
    assert [question.id for question in found.rubric.questions] == ["first", "second", "third"]
    assert found.rubric.functions["halve"].returns == (("out", "cache"), ("out",))
    assert [mistake.id for mistake in found.mistakes] == ["tripled"]
    assert set(found.scenarios) == {"doubled", "plain"}


def test_loading_twice_gives_modules_of_their_own(tiny):
    one, other = load_assignment(tiny / "tiny.toml"), load_assignment(tiny / "tiny.toml")
    assert one.sha256 == other.sha256
    assert one.reference.find("double") is not other.reference.find("double")


@pytest.mark.parametrize(
    "name", ["tiny.toml", "scenarios.py", "reference/__init__.py", "reference/mistakes/tripled.py", "template/m.py"]
)
def test_the_hash_changes_with_every_part(tiny, name):
    before = load_assignment(tiny / "tiny.toml").sha256
    with (tiny / name).open("a") as file:
        file.write("\n# more\n")
    assert load_assignment(tiny / "tiny.toml").sha256 != before


@pytest.mark.parametrize(
    ("old", "new", "where", "what", "mend"),
    [
        ("seed = 1", "seed = ", "tiny.toml", "no valid TOML", "Mend the line"),
        ("grader/rubric/v1", "grader/rubric/v9", "schema", "grader/rubric/v9", 'schema = "grader/rubric/v1"'),
        ("tolerance = 1e-6", 'tolerance = "1e-6"', "criterion output, tolerance", "the text '1e-6'", "without quotes"),
        ("tolerance = 1e-6", "tolerance = -1", "criterion output, tolerance", "-1", "above 0"),
        ("tolerance = 1e-6", "tolerance = inf", "criterion output, tolerance", "inf", "finite"),
        ("points = 2", "points = 0", "criterion output, points", "the number 0", "above 0"),
        ("tolerance = 1e-6", "tolerence = 1e-6", "criterion output", "`tolerence` is not known", "`tolerance`"),
        ('title = "Tiny"', "", "assignment", "`title` is missing", "Add"),
        ('title = "Tiny"', "title = 3", "assignment, title", "the number 3", "in quotes"),
        ('title = "Tiny"', 'title = ""', "assignment, title", "empty", "Fill it in"),
        ('id = "tiny"', 'id = "Tiny One"', "assignment, id", "Tiny One", "tiny_one"),
        ('check = "runs"', 'check = "run"', "criterion runs, check", "'run'", "`runs`"),
        ('scenarios = ["doubled"]', 'scenarios = "doubled"', "scenarios", "the text", "square brackets"),
        ('scenarios = ["doubled"]', 'scenarios = ["doubler"]', "scenarios", "`doubler` is not", "`doubled`"),
        ('scenario = "doubled"', 'scenario = "plain"', "criterion gradient, scenario", "no `forward`", "def forward"),
        ("{ only = 1e-4 }", "{ other = 1e-4 }", "case_tolerances", "`other` is not a case", "only"),
        ('function = "double"', 'function = "duble"', "question first, function", "`duble` is not", "`double`"),
        ('layers = ["double"]', 'layers = ["none"]', "question second, layers", "`none` is not", "There are"),
        ('builds_on = ["first"]', 'builds_on = ["third"]', "builds_on", "not an earlier question", "first"),
        ('requires = ["first"]', 'requires = ["fourth"]', "requires", "`fourth` is not a question", "There are"),
        ('id = "second"', 'id = "first"', "tiny.toml", "more than once", "Rename"),
        ('id = "outputs"', 'id = "runs"', "question third", "`runs` stands here more than once", "Rename"),
        ('outputs = ["out"]', 'outputs = ["out", "out"]', "outputs", "more than once", "Rename"),
        ('cells = [{ tag = "a" }]', "cells = [{}]", "cells 1", "does not say which cell", "tag"),
        ('cell = { tag = "b" }, most = 1', 'cell = { tag = "b" }', "shown 1", "no bounds", "most"),
        ('wrt = { out = "x" }', 'wrt = { out = "x" }\nshares = { dx = 1 }', "shares", "the shares are of dx", "same"),
        ('[["out", "cache"], ["out"]]', '["out", ["cache"]]', "halve", "side by side", "alternatives"),
        ('scenarios = "scenarios.py"', 'scenarios = "none.py"', "assignment, scenarios", "no none.py", "Correct"),
        ('notebook = "Tiny.ipynb"', 'notebook = "None.ipynb"', "assignment, notebook", "no None.ipynb", "Correct"),
        ('double = ["out"]', 'double = ["out"]\ntriple = ["out"]', "reference", "lacks `triple`", "Define it"),
        ("loss = [[", "more = [[", "reference", "lacks `Net.more`", "Define it"),
    ],
)
def test_a_fault_in_the_file_is_refused(tiny, old, new, where, what, mend):
    _spoil(tiny, "tiny.toml", old, new)
    error = _refused(tiny)
    assert where in error.where
    assert what in error.what
    assert mend in error.mend


@pytest.mark.parametrize(
    ("name", "old", "new", "where", "what"),
    [
        ("scenarios.py", "class doubled:", "class doubled(", "scenarios.py, line", "SyntaxError"),
        ("scenarios.py", "class doubled:", "1 / 0\nclass doubled:", "scenarios.py, line 2", "ZeroDivisionError"),
        ("scenarios.py", '"""Doubling doubles."""', "", "scenario doubled", "no docstring"),
        ("scenarios.py", 'return {"out": s.double', "import os; return {'out': s.double", "doubled", "`import`"),
        ("scenarios.py", 'return {"out": s.double', 'return {"out": open and s.double', "doubled", "`open`"),
        ("scenarios.py", 'return {"out": s.double', 'return {"out": helper and s.double', "doubled", "`helper`"),
        ("reference/__init__.py", "def double", "import no_such_module\ndef double", "__init__.py", "ModuleNotFound"),
        ("reference/mistakes/tripled.py", "TITLE", "TITEL", "tripled.py", "`TITLE` is missing"),
        ("reference/mistakes/tripled.py", '"major"', '"huge"', "tripled.py", "'huge'"),
        ("reference/mistakes/tripled.py", '["double"]', '["triple"]', "tripled.py", "`triple`"),
    ],
)
def test_a_fault_in_the_code_beside_it_is_refused(tiny, name, old, new, where, what):
    _spoil(tiny, name, old, new)
    error = _refused(tiny)
    assert where in error.where
    assert what in error.what


def test_a_rubric_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(RubricError, match="cannot be read"):
        load_assignment(tmp_path / "none.toml")


def test_a_reference_that_is_no_package_is_refused(tiny):
    (tiny / "empty").mkdir()
    _spoil(tiny, "tiny.toml", 'reference = "reference"', 'reference = "empty"')
    assert "no Python file or package" in _refused(tiny).what
