"""Where a warm process cannot be forked, a submission gets one that was started for it; all else is the same."""

import os

import numpy as np
import pytest

from grader.execution.session import SandboxSession
from grader.model.observation import CellStatus, Outcome
from grader.model.rubric import Function, Limits, Rubric
from grader.model.submission import Cell, CellKind, Submission
from grader.sandbox.selftest import chosen
from grader.sandbox.slot import Slot

FUNCTION = Function(name="f", path="m.py", returns=(("out",),))
RUBRIC = Rubric(
    id="r",
    title="R",
    notebook="n.ipynb",
    seed=0,
    functions={"f": FUNCTION},
    opaque=(),
    questions=(),
    limits=Limits(cell_cpu_seconds=1, notebook_cpu_seconds=4, scenario_cpu_seconds=1),
)
RUN = "def run(s, given):\n    return {'out': s.f(given['x'])['out']}\n"


@pytest.fixture(scope="module")
def slot():
    with Slot(chosen("limited"), fresh=True) as slot:
        yield slot


def _session(slot, module, cells=()):
    code = tuple(Cell(index=index, kind=CellKind.CODE, source=source) for index, source in enumerate(cells))
    files = {"m.py": module.encode()}
    notebook = "n.ipynb" if cells else None
    submission = Submission(id="a", sha256="", files=files, running=files, notebook=notebook, cells=code)
    return SandboxSession(slot, RUBRIC, submission)


def _ask(session):
    return session.ask({"op": "scenario", "source": RUN}, {"x": np.arange(3.0)}, "f")


def test_notebook_and_functions_are_run_and_no_process_is_left(slot):
    session = _session(slot, "def f(x):\n    return x + 1", cells=["print(6 * 7)"])
    assert session.run_notebook().cells[0].shown.strip() == "42"
    assert _ask(session).values["out"].tolist() == [1, 2, 3]
    pid = session._channel.fork.pid
    session.close()
    assert not os.path.exists(f"/proc/{pid}")


def test_a_lost_process_is_replaced(slot):
    session = _session(slot, "def f(x):\n    return x", cells=["import os; os._exit(1)"])
    assert session.run_notebook().cells[0].status is CellStatus.KILLED
    assert _ask(session).outcome is Outcome.RETURNED
    session.close()


@pytest.mark.slow
def test_a_cell_that_never_ends_is_interrupted(slot):
    session = _session(slot, "", cells=["while True: pass", "1"])
    assert [cell.status for cell in session.run_notebook().cells] == [CellStatus.TIMED_OUT, CellStatus.OK]
    session.close()
