"""What is loaded and rehearsed before the fork makes no difference that a notebook could see."""

import pytest

from grader.execution.session import SandboxSession
from grader.model.rubric import Function, Limits, Rubric
from grader.model.submission import Cell, CellKind, Submission

LIMITS = Limits(cell_cpu_seconds=2, notebook_cpu_seconds=8, scenario_cpu_seconds=1)
RUBRIC = Rubric(
    id="r",
    title="R",
    notebook="n.ipynb",
    seed=0,
    functions={"f": Function(name="f", path="m.py", returns=(("out",),))},
    opaque=(),
    questions=(),
    limits=LIMITS,
)


@pytest.fixture
def run(slot):
    def run(*cells):
        code = tuple(Cell(index=index, kind=CellKind.CODE, source=source) for index, source in enumerate(cells))
        files = {"m.py": b"value = 1\n"}
        session = SandboxSession(
            slot, RUBRIC, Submission(id="a", sha256="", files=files, running=files, notebook="n.ipynb", cells=code)
        )
        try:
            return session.run_notebook().cells
        finally:
            session.close()

    return run


def test_a_notebook_begins_as_in_a_new_kernel(run):
    (cell,) = run("import sys\nprint(len(In), Out, _, get_ipython().execution_count, hasattr(sys, 'last_value'))")
    assert cell.shown + cell.text == "2 {}  2 False\n"


def test_autoreload_sees_a_change_of_the_submissions_own_module(run):
    change = "import os\nopen('m.py', 'w').write('value = 22\\n')\nos.utime('m.py', (2e9, 2e9))"
    cells = run("%load_ext autoreload\n%autoreload 2\nimport m", "print(m.value)", change, "print(m.value)")
    assert [cell.shown.strip() for cell in cells] == ["", "1", "", "22"]


def test_global_generators_begin_alike_in_every_submission(run):
    draw = "import random\nimport numpy as np\nprint(random.random(), np.random.rand())"
    assert run(draw)[0].shown == run(draw)[0].shown


def test_of_an_error_type_and_text_come_back(run):
    (cell,) = run("def f():\n    raise ValueError('no such')\nf()")
    assert (cell.error, cell.text, cell.shown) == ("ValueError", "no such", "")


def test_no_debugger_is_loaded_nor_forbidden(run):
    (cell,) = run("import sys\nprint([n for n in sys.modules if 'pydev' in n or n == 'debugpy'])")
    assert cell.shown == "[]\n"
