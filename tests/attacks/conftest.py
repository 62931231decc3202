"""A slot of each level, attacks on it, and an innocent submission graded in the same slot right after."""

import os
from pathlib import Path

import numpy as np
import pytest

from grader.model.observation import Outcome
from grader.model.rubric import Function, Limits, Rubric
from grader.model.submission import Cell, Submission
from grader.run.session import Session
from grader.sandbox.selftest import chosen, tried
from grader.sandbox.slot import Slot

RUBRIC = Rubric(
    id="r",
    title="R",
    notebook="n.ipynb",
    seed=0,
    functions={"f": Function(name="f", path="m.py", returns=(("out",),))},
    opaque=(),
    questions=(),
    limits=Limits(cell_cpu_seconds=1, notebook_cpu_seconds=3, scenario_cpu_seconds=1, memory_mib=2048, file_mib=20),
)
RUN = "def run(s, given):\n    return {'out': s.f(given['x'])['out']}\n"
X = np.arange(3.0)


@pytest.fixture(scope="module", params=["full", "limited"])
def slot(request):
    if not tried(request.param).proved and "CI" not in os.environ:
        pytest.skip(f"no isolation level `{request.param}` here: {tried(request.param).trouble}")
    with Slot(chosen(request.param)) as slot:
        yield slot


@pytest.fixture
def attack(slot):
    """What a module's f(x), or a notebook's cells before it, gives; an innocent one must be graded right afterwards."""

    def run(module, *cells):
        seen = _seen(slot, module, cells)
        assert _seen(slot, "def f(x):\n    return 2 * x").values["out"].tolist() == [0, 2, 4]
        return seen

    return run


def _seen(slot, module, cells=()):
    code = tuple(Cell(index=index, kind="code", source=source) for index, source in enumerate(cells))
    files = {"m.py": module.encode()}
    notebook = "n.ipynb" if cells else None
    submission = Submission(id="a", sha256="", files=files, running=files, notebook=notebook, cells=code)
    session = Session(slot, RUBRIC, submission)
    try:
        session.run_notebook()
        return session.ask({"op": "scenario", "source": RUN}, {"x": X}, "f")
    finally:
        session.close()


@pytest.fixture
def alive():
    """Whether a process lives whose command line holds a mark."""

    def search(mark):
        return any(mark in line for line in _commands())

    return search


def _commands():
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield path.read_bytes().decode(errors="replace")
        except OSError:
            continue


REFUSED = (Outcome.RAISED, Outcome.MISSING)
"""How an attempt ends that met a wall."""
