"""A small task, and hand-ins of which one function makes the grader itself, or all of its replies, swell."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

RUBRIC = """
schema = "grader/rubric/v1"
[assignment]
id = "swelling"
title = "Swelling"
notebook = "Work.ipynb"
scenarios = "scenarios.py"
reference = "reference.py"
template = "template"
seed = 5
[limits]
cell_cpu_seconds = 2
scenario_cpu_seconds = 1
replies_mib = 24
hand_in_wall_seconds = 3
judging_cpu_seconds = 1
judging_mib = 300
[functions."work.py"]
factors = ["a", "b"]
count = ["n"]
many = ["out"]
honest = ["y"]
[[question]]
id = "factors"
title = "Factors"
function = "factors"
[[question.criterion]]
id = "product"
title = "Their product"
points = 4
check = "matches"
scenarios = ["product"]
outputs = ["product"]
[[question]]
id = "count"
title = "A count"
function = "count"
[[question.criterion]]
id = "counted"
title = "It is counted"
points = 4
check = "asserts"
code = '''
found = 0
for _ in range(count()):
    found += 1
assert found == 5
'''
[[question.criterion]]
id = "power"
title = "Its power"
points = 4
check = "asserts"
code = "assert str(7 ** count()) == '16807'"
[[question]]
id = "many"
title = "Many calls"
function = "many"
[[question.criterion]]
id = "called"
title = "Called often"
points = 4
check = "matches"
scenarios = ["called"]
outputs = ["out"]
[[question]]
id = "honest"
title = "Honest work"
function = "honest"
[[question.criterion]]
id = "doubled"
title = "Doubled"
points = 4
check = "matches"
scenarios = ["doubled"]
outputs = ["y"]
"""
SCENARIOS = '''
class product:
    """Two factors give a matrix."""

    def inputs(rng):
        return {"x": rng.normal(size=3)}

    def run(s, given):
        return s.factors(given["x"])

    def finish(got):
        return {"product": got["a"] @ got["b"]}


class called:
    """The same for every length."""

    cases = {str(n): {"n": n} for n in range(2, 14)}

    def inputs(rng, n):
        return {"x": rng.normal(size=n)}

    def run(s, given):
        return {"out": s.many(given["x"])["out"]}


class doubled:
    """Doubling doubles."""

    def inputs(rng):
        return {"x": rng.normal(size=3)}

    def run(s, given):
        return {"y": s.honest(given["x"])["y"]}
'''
REFERENCE = """
import numpy as np


def factors(x):
    return x[:, None], x[None, :]


def count():
    return 5


def many(x):
    return x + 1


def honest(x):
    return 2 * x
"""
NOTEBOOK = json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": []})
TEMPLATE = "".join(
    f"def {name}:\n    raise NotImplementedError\n" for name in ("factors(x)", "count()", "many(x)", "honest(x)")
)
POINTS = {"factors": 4.0, "count": 8.0, "many": 4.0, "honest": 4.0}
"""What the reference's own work earns, by question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swelling:
    """A hand-in of which one part swells."""

    id: str
    """What it does, in words."""
    source: str
    """The function that is put in the place of the reference's."""
    loses: dict[str, float]
    """What each question that loses keeps."""
    says: str
    """Words of the report that name the limit; empty where values are merely unfit."""
    cells: tuple[str, ...] = ()
    """Cells of its notebook."""


ATTACKS = (
    Swelling(
        id="384 kB that give gigabytes in finish",
        source="def factors(x):\n    return np.ones((48_000, 1)), np.ones((1, 48_000))",
        loses={"factors": 0.0},
        says="",
    ),
    Swelling(
        id="a count that test code counts to",
        source="def count():\n    return 10 ** 12",
        loses={"count": 0.0},
        says="could not be judged within",
    ),
    Swelling(
        id="a whole number whose power never ends",
        source="calls = []\n\n\ndef count():\n    calls.append(1)\n    return 5 if len(calls) == 1 else 10 ** 9",
        loses={"count": 4.0},
        says="could not be judged within",
    ),
    Swelling(
        id="arrays that fit alone and not together",
        source="def many(x):\n    return np.ones(1 << 20)",
        loses={"many": 0.0},
        says="is, together, more than this assignment takes",
    ),
    Swelling(
        id="a list that takes much more memory than its bytes",
        source="def many(x):\n    return [float(n) for n in range(90_000)] if len(x) < 3 else [0] * (20 << 20)",
        loses={"many": 0.0},
        says="",
    ),
    Swelling(
        id="a moment of sleep in each call",
        source="import time\n\n\ndef many(x):\n    time.sleep(0.7)\n    return x + 1",
        loses={"many": 0.0},
        says="waited longer than this assignment allows",
    ),
    Swelling(
        id="a notebook that sleeps",
        source="",
        loses={},
        says="",
        cells=("import time\nfor _ in range(100):\n    time.sleep(0.1)",),
    ),
)


def write_task(folder: Path) -> Path:
    """Write the task into a folder, and return its rubric's path."""
    files = {
        "rubric.toml": RUBRIC,
        "scenarios.py": SCENARIOS,
        "reference.py": REFERENCE,
        "template/work.py": TEMPLATE,
        "template/Work.ipynb": NOTEBOOK,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder / "rubric.toml"


def write_hand_in(folder: Path, source: str = "", cells: tuple[str, ...] = ()) -> None:
    """Write a hand-in: the reference's own work, with some code after it, and a notebook."""
    folder.mkdir(parents=True)
    (folder / "work.py").write_text(f"{REFERENCE}\n\n{source}\n")
    code = [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": c} for c in cells]
    (folder / "Work.ipynb").write_text(json.dumps({**json.loads(NOTEBOOK), "cells": code}))
