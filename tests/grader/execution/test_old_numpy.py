"""Old code on a new numpy: whole hand-ins run in the sandbox, a form that numpy refuses in each."""

import numpy as np
import pytest

from grader.execution.notebook import NotebookRun
from grader.execution.session import SandboxSession
from grader.model.observation import CellStatus, OldUse, Outcome
from grader.model.rubric import Function, Limits, Rubric
from grader.model.submission import Cell, CellKind, Definition, Submission

HEAD = "import math\nimport numpy as np\n"
RUN = "def run(s, given):\n    return {'out': s.f(given['x'])['out']}\n"
X = np.array([[1.0], [2.0]])
LIMITS = Limits(cell_cpu_seconds=2, notebook_cpu_seconds=8, scenario_cpu_seconds=2)
RUBRIC = Rubric(
    id="r",
    title="R",
    notebook="n.ipynb",
    seed=0,
    functions={"f": Function(name="f", path="m.py", returns=(("out",),))},
    opaque=(),
    questions=(),
    limits=LIMITS,
    variables=("count", "loss"),
)


@pytest.fixture
def session(slot):
    """Return a function that starts the session of a hand-in: the code of `m.py`, and the notebook's cells."""
    opened = []

    def start(module="", cells=()):
        code = tuple(Cell(index=index, kind=CellKind.CODE, source=source) for index, source in enumerate(cells))
        files = {"m.py": module.encode()} if module else {}
        definitions = {} if module else {"f": Definition(path="n.ipynb", cell=0, line=1, source="")}
        submission = Submission(
            id="a",
            sha256="",
            files=files,
            running=files,
            notebook="n.ipynb" if cells else None,
            cells=code,
            definitions=definitions,
        )
        opened.append(SandboxSession(slot, RUBRIC, submission))
        return opened[-1]

    yield start
    for one in opened:
        one.close()


def ask(session, run=RUN):
    return session.ask({"op": "scenario", "source": run}, {"x": X}, "f")


@pytest.mark.parametrize(
    ("body", "out"),
    [
        ("return float(x.T @ x)", 5),
        ("return math.sqrt(x.T @ x)", np.sqrt(5)),
        ("return int(np.where(x[:, 0] > 1)[0])", 1),
        ("out = np.zeros((2, 2))\n    out[0, 1] = x[1:2, 0]\n    return out", [[0, 2], [0, 0]]),
        ("out = np.zeros(2)\n    for i in range(2): out[i] += x[i]\n    return out", [1, 2]),
        ("return [float(v) for v in x]", [1, 2]),
    ],
)
def test_an_array_of_one_element_as_a_number_gives_its_number_and_is_noted(session, body, out):
    seen = ask(session(HEAD + f"def f(x):\n    {body}"))
    assert seen.outcome is Outcome.RETURNED
    assert np.allclose(seen.values["out"], out)
    assert {(use.form, use.path) for use in seen.old_uses} == {("one_element", "m.py")}


def test_the_line_is_the_students_own(session):
    seen = ask(session(HEAD + "def f(x):\n    y = x.T @ x\n    return float(y)"))
    assert seen.old_uses == (OldUse(form="one_element", path="m.py", line=5),)


@pytest.mark.parametrize(
    "body",
    [
        "return float(x)",
        "return math.sqrt(x)",
        "out = np.zeros(2)\n    out[0] = x\n    return out",
        "return x.nothing()",
    ],
)
def test_what_older_versions_refused_is_still_an_error(session, body):
    seen = ask(session(HEAD + f"def f(x):\n    {body}"))
    assert (seen.outcome, seen.old_uses) == (Outcome.RAISED, ())
    assert seen.failure.frames[-1].path == "m.py"


def test_right_code_runs_once_and_on_numpy_as_it_is(session):
    module = (
        HEAD + "calls = []\ndef f(x):\n    calls.append(type(vars(np.ndarray)['__float__']).__name__)\n    return calls"
    )
    assert ask(session(module)).values["out"] == ["wrapper_descriptor"]


def test_a_students_own_way_around_the_refusal_is_kept(session):
    module = HEAD + "def f(x):\n    try:\n        return float(x.T @ x)\n    except TypeError:\n        return -1.0"
    seen = ask(session(module))
    assert (seen.values["out"], seen.old_uses) == (-1.0, ())


def test_a_function_of_the_notebook_is_run_so_too_and_its_cell_is_named(session):
    started = session(cells=["import numpy as np\ndef f(x):\n    return float(x.T @ x)", "print(1)"])
    assert started.run_notebook().status == "ok"
    seen = ask(started)
    assert (seen.values["out"], seen.old_uses) == (5.0, (OldUse(form="one_element", path="cell 1", line=3),))


def test_a_cell_that_is_refused_runs_as_if_numpy_were_old_and_nothing_runs_twice(session):
    cells = [
        "import numpy as np\ncount = 0\nx = np.ones((2, 1))",
        "count += 1\nloss = float(x.T @ x)\nprint(count, loss)",
    ]
    started = session(cells=[*cells, "print('on')"])
    transcript = started.run_notebook()
    assert [cell.status for cell in transcript.cells] == [CellStatus.OK] * 3
    assert transcript.cells[1].shown == "1 2.0\n"
    assert transcript.old_uses == (OldUse(form="one_element", path="cell 2", line=2),)
    read = "def run(s, given):\n    return {'out': s.variable('count')}\n"
    assert ask(started, read).values["out"] == 1


def test_a_cell_that_older_versions_refused_too_fails_and_the_others_run(session):
    cells = ["import numpy as np", "float(np.zeros(3))", "print('on')"]
    transcript = session(cells=cells).run_notebook()
    assert [cell.status for cell in transcript.cells] == [CellStatus.OK, CellStatus.RAISED, CellStatus.OK]
    assert transcript.old_uses == ()


@pytest.mark.parametrize(
    ("form", "body", "out"),
    [
        ("ptp", "return x.ptp()", 1),
        ("itemset", "x.itemset(0, 7.0)\n    return x", [[7], [2]]),
        ("tostring", "return len(x.tostring())", 16),
        ("newbyteorder", "return x.newbyteorder('=')", [[1], [2]]),
        ("array", "return np.array([1, 2], copy=False)", [1, 2]),
        ("reshape", "return np.reshape(x, newshape=(1, 2))", [[1, 2]]),
        ("reshape", "return np.reshape(a=x, newshape=(1, 2))", [[1, 2]]),
        ("sum", "return np.sum(v for v in [1.0, 2.0])", 3),
        ("histogram", "return np.histogram(x, bins=1, normed=True)[0]", [1]),
        ("quantile", "return np.quantile(x, 0.4, interpolation='lower')", 1),
        ("percentile", "return np.percentile(x, 40, interpolation='lower')", 1),
    ],
)
def test_other_forms_that_numpy_refuses_give_what_they_gave(session, form, body, out):
    seen = ask(session(HEAD + f"def f(x):\n    {body}"))
    assert seen.outcome is Outcome.RETURNED
    assert np.allclose(seen.values["out"], out)
    assert [use.form for use in seen.old_uses] == [form]


def test_a_function_imported_by_its_name_is_carried_out_too(session):
    seen = ask(session("from numpy import array\ndef f(x):\n    return array([1, 2], copy=False)"))
    assert seen.values["out"].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("np.asfarray", "import numpy as np\ndef f(x):\n    return np.asfarray([3, 4]).dtype == float"),
        ("np.msort", "import numpy as np\ndef f(x):\n    return np.msort(x)[0, 0] == 1"),
        ("np.longfloat", "import numpy as np\ndef f(x):\n    return np.longfloat(2) == 2"),
        ("np.math", "import numpy as np\ndef f(x):\n    return np.math.sqrt(4) == 2"),
        ("np.linalg.linalg", "import numpy as np\ndef f(x):\n    return np.linalg.linalg.norm([3, 4]) == 5"),
        ("numpy.linalg.linalg", "from numpy.linalg.linalg import norm\ndef f(x):\n    return norm([3, 4]) == 5"),
        (
            "numpy.lib.function_base",
            "from numpy.lib.function_base import average as a\ndef f(x):\n    return a([2]) == 2",
        ),
    ],
)
def test_a_name_or_module_that_is_gone_is_read_as_what_it_meant(session, name, module):
    seen = ask(session(module))
    assert bool(seen.values["out"])
    assert seen.stood_in == (name,)


@pytest.mark.parametrize(
    "body",
    [
        "x.shape = (1, 2)\n    return x",
        "x.dtype = np.int64\n    return x",
        "return np.linalg.eig(np.array([[2.0, 1.0], [1.0, 2.0]]))[0].real",
        "return np.cross([1.0, 2.0], [3.0, 4.0])",
        "return np.bincount([1.0, 2.0])",
        "return np.row_stack([x, x])",
    ],
)
def test_what_numpy_2_5_changes_costs_nothing(session, body):
    assert ask(session(HEAD + f"def f(x):\n    {body}")).outcome is Outcome.RETURNED


def test_a_number_that_float64_leaves_an_array_without_an_error_is_left_so(session):
    seen = ask(session(HEAD + "def f(x):\n    return np.float64(x.T @ x)"))
    assert (seen.values["out"].shape, seen.old_uses) == ((1, 1), ())


def test_binomial_and_multinomial_numbers_are_those_of_numpy_1_24():
    assert np.random.default_rng(1).binomial(100, 0.3, 6).tolist() == [30, 38, 25, 38, 28, 29]
    assert np.random.default_rng(1).binomial(50, 0.7, 6).tolist() == [35, 30, 38, 30, 37, 36]
    drawn = np.random.default_rng(1).multinomial(1000, [0.2, 0.3, 0.5], 2)
    assert drawn.tolist() == [[197, 281, 522], [202, 305, 493]]


def test_a_line_that_is_not_in_the_hand_in_is_not_told(session):
    module = HEAD + "exec(compile('def f(x):\\n    return float(x.T @ x)', '<own>', 'exec'))"
    seen = ask(session(module))
    assert (seen.values["out"], seen.old_uses) == (5.0, ())


def test_a_notebook_runs_twice_at_most_whatever_it_says(session, monkeypatch):
    runs, request = [], NotebookRun.request
    always = property(lambda run: True, lambda run, value: None)
    monkeypatch.setattr(NotebookRun, "refused", always, raising=False)
    monkeypatch.setattr(NotebookRun, "request", lambda run: runs.append(1) or request(run))
    assert session(cells=["print(1)"]).run_notebook().status == "ok"
    assert len(runs) == 2
