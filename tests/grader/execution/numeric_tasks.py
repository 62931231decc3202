"""Three small tasks in which one function is built on another that takes a function: quadrature, roots, an ODE."""

from __future__ import annotations

import json
from dataclasses import dataclass

from grader.assignment.loader import load_assignment
from grader.probes.expected import expect
from grader.submission.read import submission_of
from tests.conftest import Marker

RUBRIC = """
schema = "grader/rubric/v1"
[assignment]
id = "task"
title = "Task"
notebook = "Work.ipynb"
scenarios = "scenarios.py"
reference = "reference.py"
template = "template"
seed = 3
[functions."work.py"]
{lower} = ["value"]
{upper} = ["value"]
[[question]]
id = "lower"
title = "Lower"
function = "{lower}"
[[question.criterion]]
id = "value"
title = "Its value"
points = 2
check = "matches"
scenarios = ["below"]
outputs = ["value"]
[[question]]
id = "upper"
title = "Upper"
function = "{upper}"
builds_on = ["lower"]
[[question.criterion]]
id = "value"
title = "Its value"
points = 4
check = "matches"
scenarios = ["above"]
outputs = ["value"]
"""


@dataclass(frozen=True)
class Task:
    """A task, and solutions of it in parts."""

    lower: str
    upper: str
    right: tuple[str, str]
    """Source of the lower and of the upper function."""
    wrong: str
    """A lower function with an honest mistake."""
    scenarios: str
    own: str
    """The upper function as somebody else writes it, on the same lower one."""
    is_asked: str
    """Expression that tells the arguments `args` of the lower question from those in the upper one."""
    hollow: tuple[str, str]
    """A lower function that does nothing, and what the right upper function gives on it without any work."""

    def marker(self, folder, slot, **changes):
        """A marker of the task, written into a folder.

        Args:
            folder: an empty folder.
            slot: where hand-ins run.
            changes: text in place of other text, by the file's stem.
        """
        (folder / "template").mkdir(parents=True)
        notebook = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": []}
        (folder / "template/Work.ipynb").write_text(json.dumps(notebook))
        names = (self.lower, self.upper)
        stubs = "".join(f"def {name}(*args):\n    raise NotImplementedError\n\n\n" for name in names)
        (folder / "template/work.py").write_text(stubs)
        rubric = changes.get("rubric", RUBRIC).format(lower=self.lower, upper=self.upper)
        (folder / "rubric.toml").write_text(rubric)
        (folder / "reference.py").write_text(changes.get("reference", "import numpy as np\n" + "\n".join(self.right)))
        (folder / "scenarios.py").write_text("import numpy as np\n" + changes.get("scenarios", self.scenarios))
        assignment = load_assignment(folder / "rubric.toml")
        return Marker(assignment, expect(assignment), slot)


def hand_in(marker, lower, upper, *cells):
    """A hand-in of these two functions, and of a notebook with these cells."""
    source = f"import numpy as np\n\n\n{lower}\n\n{upper}"
    made = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": cell} for cell in cells
    ]
    notebook = json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": made})
    files = {"work.py": source.encode(), **({"Work.ipynb": notebook.encode()} if cells else {})}
    return submission_of("one", files, marker.assignment)


QUADRATURE = Task(
    lower="simpson",
    upper="adaptive",
    right=(
        """
def simpson(f, a, b):
    return (b - a) / 6 * (f(a) + 4 * f((a + b) / 2) + f(b))
""",
        """
def adaptive(f, a, b, tol):
    middle = (a + b) / 2
    whole, halves = simpson(f, a, b), simpson(f, a, middle) + simpson(f, middle, b)
    if abs(halves - whole) < 15 * tol:
        return halves
    return adaptive(f, a, middle, tol / 2) + adaptive(f, middle, b, tol / 2)
""",
    ),
    wrong="""
def simpson(f, a, b):
    return (b - a) / 6 * (f(a) + 2 * f((a + b) / 2) + f(b))
""",
    scenarios='''
class below:
    """A rule."""

    cases = {"wide": {"width": 3.0}, "narrow": {"width": 0.5}}

    def inputs(rng, width):
        a = float(rng.uniform(0.2, 1.0))
        return {"a": a, "b": a + width, "k": float(rng.uniform(0.5, 1.5))}

    def run(s, given):
        def f(x):
            return np.exp(given["k"] * x) + x
        return s.simpson(f, given["a"], given["b"])


class above:
    """The interval is halved where it has to be."""

    cases = {"steep": {"k": 2.0}, "flat": {"k": 0.3}}

    def inputs(rng, k):
        return {"a": float(rng.uniform(0.2, 1.0)), "b": float(rng.uniform(2, 3)), "k": k}

    def run(s, given):
        return s.adaptive(lambda x: 1 / (x + given["k"]), given["a"], b=given["b"], tol=1e-3)
''',
    own="""
def adaptive(f, a, b, tol):
    todo, total = [(a, b, tol)], 0.0
    while todo:
        left, right, limit = todo.pop()
        middle = 0.5 * (left + right)
        first, second = simpson(f, left, middle), simpson(f, middle, right)
        if abs(first + second - simpson(f, left, right)) < 15 * limit:
            total += first + second
        else:
            todo += [(left, middle, limit / 2), (middle, right, limit / 2)]
    return total
""",
    is_asked="round(args[2] - args[1], 9) in (3.0, 0.5)",
    hollow=(
        """
def simpson(f, a, b):
    return b - a
""",
        """
def adaptive(f, a, b, tol):
    return b - a
""",
    ),
)
ROOTS = Task(
    lower="derivative",
    upper="newton",
    right=(
        """
def derivative(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)
""",
        """
def newton(f, x, steps):
    for _ in range(steps):
        x = x - f(x) / derivative(f, x)
    return x
""",
    ),
    wrong="""
def derivative(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / h
""",
    scenarios='''
class below:
    """A derivative."""

    cases = {"one": {}, "other": {}}

    def inputs(rng):
        return {"x": float(rng.uniform(1, 2)), "k": float(rng.uniform(1, 2))}

    def run(s, given):
        return s.derivative(lambda x: x ** 3 - given["k"], given["x"])


class above:
    """A few steps towards a root."""

    cases = {"one": {}, "other": {}}

    def inputs(rng):
        return {"x": float(rng.uniform(2, 3)), "k": float(rng.uniform(1, 2))}

    def run(s, given):
        def f(x):
            return x ** 3 - given["k"]
        return s.newton(f, given["x"], 4)
''',
    own="""
def newton(f, x, steps):
    if not steps:
        return x
    return newton(f, x - f(x) / derivative(f, x), steps - 1)
""",
    is_asked="args[1] < 2",
    hollow=(
        """
def derivative(f, x, h=1e-5):
    return 1e30
""",
        """
def newton(f, x, steps):
    return x
""",
    ),
)
STEPS = Task(
    lower="step",
    upper="solve",
    right=(
        """
def step(f, t, y, h):
    k = f(t, y)
    return y + h / 2 * (k + f(t + h, y + h * k))
""",
        """
def solve(f, y, times):
    found = [np.asarray(y)]
    for t, later in zip(times, times[1:]):
        found.append(step(f, t, found[-1], later - t))
    return np.array(found)
""",
    ),
    wrong="""
def step(f, t, y, h):
    return y + h * f(t, y)
""",
    scenarios='''
class below:
    """One step."""

    cases = {"two": {"n": 2}, "three": {"n": 3}}

    def inputs(rng, n):
        return {"A": rng.normal(size=(n, n)), "y": rng.normal(size=n), "h": 0.2}

    def run(s, given):
        return s.step(lambda t, y: given["A"] @ y + np.sin(t), 0.3, given["y"], given["h"])


class above:
    """All steps."""

    cases = {"two": {"n": 2}, "three": {"n": 3}}

    def inputs(rng, n):
        return {"A": rng.normal(size=(n, n)), "y": rng.normal(size=n), "times": np.sort(rng.uniform(0, 2, size=12))}

    def run(s, given):
        def f(t, y):
            return given["A"] @ y + np.sin(t)
        return s.solve(f, given["y"], given["times"])
''',
    own="""
def solve(f, y, times):
    found = np.zeros((len(times), len(y)))
    found[0] = y
    for i in range(len(times) - 1):
        found[i + 1] = step(f, times[i], found[i], times[i + 1] - times[i])
    return found
""",
    is_asked="args[3] == 0.2",
    hollow=(
        """
def step(f, t, y, h):
    return y + 1e-9 * h * f(t, y)
""",
        """
def solve(f, y, times):
    return np.array([y] * len(times))
""",
    ),
)
TASKS = {"quadrature": QUADRATURE, "roots": ROOTS, "steps": STEPS}
