"""A small assignment whose functions, variable and answer are all in its notebook, and a right hand-in of it."""

import json

RUBRIC = """
schema = "grader/rubric/v1"
[assignment]
id = "forms"
title = "Forms"
notebook = "HW.ipynb"
scenarios = "scenarios.py"
reference = "reference.py"
template = "template"
variables = ["answer"]
seed = 4242
[functions."HW.ipynb"]
f = ["y"]
g = ["z"]
[[question]]
id = "f"
title = "f"
function = "f"
[[question.criterion]]
id = "v"
title = "Values of f"
points = 3
check = "matches"
scenarios = ["sf"]
outputs = ["y"]
[[question]]
id = "g"
title = "g"
function = "g"
[[question.criterion]]
id = "v"
title = "Values of g"
points = 3
check = "matches"
scenarios = ["sg"]
outputs = ["z"]
[[question]]
id = "var"
title = "The variable"
[[question.criterion]]
id = "answer"
title = "answer"
points = 2
check = "matches"
scenarios = ["sv"]
outputs = ["answer"]
[[question]]
id = "nb"
title = "The notebook"
[[question.criterion]]
id = "runs"
title = "It runs"
points = 2
check = "runs"
cells = [{ tag = "try" }]
requires = ["f"]
"""
SCENARIOS = """
class sf:
    "f is right."
    cases = {"a": {"n": 4}, "b": {"n": 7}}
    def inputs(rng, n):
        return {"x": rng.normal(size=n)}
    def run(s, given):
        return s.f(given["x"])
class sg:
    "g is right."
    cases = {"a": {"n": 4}, "b": {"n": 7}}
    def inputs(rng, n):
        return {"x": rng.uniform(1, 2, size=n)}
    def run(s, given):
        return s.g(given["x"])
class sv:
    "answer is right."
    cases = {"a": {}}
    def inputs(rng):
        return {}
    def run(s, given):
        return {"answer": s.variable("answer")}
"""
F = "def f(x):\n    return 2 * x + 1"
G = "def g(x):\n    return x / np.sum(x)"
SHOW = 'print("loss:", float(f(np.array([1.0]))[0]))'
WRITTEN = {
    "rubric.toml": RUBRIC,
    "scenarios.py": SCENARIOS,
    "reference.py": f"import numpy as np\nanswer = 6.0\n{F}\n{G}\n",
}


def cell(source, tag="", kind="code"):
    rest = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {"tags": [tag]} if tag else {}, "source": source, **rest}


def notebook(*cells, **others):
    made = [one if isinstance(one, dict) else cell(one) for one in cells]
    return {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": made, **others}


def right(first="import numpy as np", f=F, g=G, *, before=()):
    """A right notebook with other cells in the place of some."""
    return notebook(*before, first, f, g, "answer = 6.0", cell(SHOW, "try"))


def write_assignment(folder):
    for name, text in WRITTEN.items():
        (folder / name).write_text(text, encoding="utf-8")
    stub = "{}(x):\n    raise NotImplementedError"
    cells = ("import numpy as np", stub.format("def f"), stub.format("def g"), "answer = None", cell(SHOW, "try"))
    (folder / "template").mkdir()
    (folder / "template/HW.ipynb").write_text(json.dumps(notebook(*cells)), encoding="utf-8")
    return folder / "rubric.toml"
