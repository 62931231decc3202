"""A slot of each level, attacks on it, and an innocent submission graded in the same slot right after."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from grader.execution.session import SandboxSession
from grader.model.rubric import Function, Limits, Rubric
from grader.model.submission import Cell, CellKind, Submission
from tests.attacks.canaries import Canaries

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
INNOCENT = "import os\nimport numpy as np\ndef f(x):\n    return np.append(np.linalg.norm(x @ np.eye(3)), 2 * x)"


@pytest.fixture(scope="module")
def slot(walled):
    return walled


@pytest.fixture(scope="session")
def unwalled(slot_of):
    """The same process and limits, and no walls: the control."""
    return slot_of("none")


@pytest.fixture(scope="session")
def canaries():
    found = Canaries()
    yield found
    found.close()


@pytest.fixture
def strike(canaries):
    """What attacks give, one after the other; then an innocent one must be graded right, and no canary be hurt."""

    def run(slot, *attacks, harmless=True):
        told = {**canaries.names(), "SLOT": str(slot._scratch), "WARM": slot._source._zygote.pid}
        seen = [submit(slot, attack.module(told), attack.cells) for attack in attacks]
        assert submit(slot, INNOCENT).values["out"].tolist() == [5**0.5, 0, 2, 4]
        harm = canaries.harm()
        assert not (harmless and harm), f"reached: {harm}"
        return seen, harm

    return run


def submit(slot, module, cells=(), limits=RUBRIC.limits):
    """What a submission of one module, and a notebook before it, gives."""
    code = tuple(Cell(index=index, kind=CellKind.CODE, source=source) for index, source in enumerate(cells))
    files = {"m.py": module.encode()}
    notebook = "n.ipynb" if cells else None
    submission = Submission(id="a", sha256="", files=files, running=files, notebook=notebook, cells=code)
    session = SandboxSession(slot, dataclasses.replace(RUBRIC, limits=limits), submission)
    try:
        session.run_notebook()
        return session.ask({"op": "scenario", "source": RUN}, {"x": X}, "f")
    finally:
        session.close()


@pytest.fixture
def attack(slot):
    """What a module's f(x), or a notebook's cells before it, gives; an innocent one must be graded right afterwards."""

    def run(module, *cells):
        seen = submit(slot, module, cells)
        assert submit(slot, INNOCENT).values["out"].tolist() == [5**0.5, 0, 2, 4]
        return seen

    return run


@pytest.fixture
def alive():
    """Whether a process lives whose command line holds a mark."""

    def search(mark):
        return any(mark in line for line in _commands())

    return search


def _commands():
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
