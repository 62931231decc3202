"""What student code may do to its process, and what comes back all the same."""

import os
import time
from dataclasses import replace

import numpy as np
import pytest

from grader.checks.shown_numbers import numbers_in
from grader.execution import session as session_module
from grader.execution.session import SandboxSession
from grader.model.observation import CellStatus, Outcome
from grader.model.rubric import Function, Limits, Rubric
from grader.model.submission import Cell, CellKind, Submission
from grader.sandbox.child.quiet import LINE

RUN = "def run(s, given):\n    return {'out': s.f(given['x'])['out']}\n"
LIMITS = Limits(cell_cpu_seconds=1, notebook_cpu_seconds=4, scenario_cpu_seconds=1)


def _rubric(limits):
    function = Function(name="f", path="m.py", returns=(("out",),))
    return Rubric(
        id="r", title="R", notebook="n.ipynb", seed=0, functions={"f": function}, opaque=(), questions=(), limits=limits
    )


def _session(slot, module="", cells=(), limits=LIMITS):
    code = tuple(Cell(index=index, kind=CellKind.CODE, source=source) for index, source in enumerate(cells))
    files = {"m.py": module.encode()}
    notebook = "n.ipynb" if cells else None
    submission = Submission(id="a", sha256="", files=files, running=files, notebook=notebook, cells=code)
    return SandboxSession(slot, _rubric(limits), submission)


@pytest.fixture
def ask(slot):
    sessions = []

    def ask(module, times=1):
        sessions.append(_session(slot, module))
        given = {"x": np.arange(3.0)}
        return [sessions[-1].ask({"op": "scenario", "source": RUN}, given, "f") for _ in range(times)][-1]

    yield ask
    for session in sessions:
        session.close()


def test_a_functions_numbers_come_back(ask):
    seen = ask("def f(x):\n    return 2 * x")
    assert seen.values["out"].tolist() == [0, 2, 4]


@pytest.mark.parametrize(
    ("module", "outcome"),
    [
        ("def f(x):\n    return 1 / 0", Outcome.RAISED),
        ("def f(x):\n    raise NotImplementedError", Outcome.NOT_ATTEMPTED),
        ("def f(x):\n    return None", Outcome.NONE_OR_COUNT),
        ("def f(x):\n    return f(x)", Outcome.RAISED),
        ("def f(x):\n    exit()", Outcome.RAISED),
        ("def f(x):\n    return input()", Outcome.RAISED),
        ("import os\ndef f(x):\n    os._exit(3)", Outcome.DIED),
        ("import os\ndef f(x):\n    os.kill(os.getpid(), 11)", Outcome.DIED),
        pytest.param("def f(x):\n    while True: pass", Outcome.LIMIT, marks=pytest.mark.slow),
        ("import numpy as np\ndef f(x):\n    return np.zeros(10**8)", Outcome.LIMIT),
        ("import numpy as np\ndef f(x):\n    return np.zeros(10**11)", Outcome.RAISED),
        ("def g(x):\n    return x", Outcome.MISSING),
        ("def f(x:\n", Outcome.RAISED),
        ("import nothing_of_this_name\n", Outcome.MISSING),
    ],
)
def test_whatever_a_function_does_is_an_outcome(ask, module, outcome):
    assert ask(module).outcome is outcome


def test_one_lost_call_does_not_lose_the_next(ask):
    dies_once = (
        "import os\ndef f(x):\n    if not os.path.exists('seen'):\n        open('seen', 'w'); os._exit(1)\n    return x"
    )
    assert ask(dies_once, times=2).outcome is Outcome.RETURNED


def test_an_odd_object_is_not_an_array(ask):
    seen = ask("class Odd:\n    def __array__(self): raise ValueError\ndef f(x):\n    return Odd()")
    assert seen.values["out"].type_name == "Odd"


def test_warnings_and_prints_cost_nothing(ask):
    module = "import numpy as np, warnings\nwarnings.simplefilter('error')\ndef f(x):\n    print('x'); return np.log(x)"
    assert ask(module).outcome is Outcome.RETURNED


def test_each_call_starts_with_the_same_seed(ask):
    module = "import numpy as np\ndef f(x):\n    return np.random.rand()"
    assert ask(module).values["out"] == ask(module, times=3).values["out"]


def test_a_function_of_the_notebook_is_found(slot):
    session = _session(slot, cells=["def f(x):\n    return x + 1"])
    assert session.run_notebook().status == "ok"
    assert session.ask({"op": "scenario", "source": RUN}, {"x": np.zeros(1)}, "f").values["out"] == [1.0]
    session.close()


def test_a_cell_that_raises_does_not_stop_the_others(slot):
    session = _session(slot, cells=["1 / 0", "print(6 * 7)", "7"])
    cells = session.run_notebook().cells
    assert [cell.status for cell in cells] == [CellStatus.RAISED, CellStatus.OK, CellStatus.OK]
    assert [cell.shown.strip() for cell in cells] == ["", "42", "7"]
    session.close()


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("h = display('a', display_id=True)\nh.update('b')", "'b'"),
        ("from IPython.display import clear_output\nprint(1)\nclear_output()\nprint(2)", "2"),
        ("import asyncio\nawait asyncio.sleep(0)\nprint(3)", "3"),
        ("display({'text/plain': object()}, raw=True)", ""),
        ("display({'text/plain': 5}, raw=True)", ""),
        ("print('\\ud800')", "\\ud800"),
        ("%%time\nx = 4", None),
    ],
)
def test_whatever_a_cell_shows_the_next_one_runs(slot, source, shown):
    session = _session(slot, cells=[source, "print('on')"])
    first, second = session.run_notebook().cells
    session.close()
    assert (first.status, second.shown) == (CellStatus.OK, "on\n")
    assert shown is None or first.shown.strip() == shown


SHOWING = {
    "print(f'e: {np.float64(3):.1f}')": 3,
    "print('e:', [np.float64(3.0)])": 3,
    "print('e:', repr(np.array([3.0], dtype=np.float32)))": 3,
    "print('e: \\x1b[1;31m3\\x1b[0m')": 3,
    "for k in (100, 20, 3): print(f'\\re: {k}', end='', flush=True)": 3,
    "for k in range(9000): print(f'\\r{k}% ####', end='', file=sys.stderr)\nprint('e: 3')": 3,
    "for k in range(9000): print('step', k)\nprint('e: 3')": 3,
    "for k in (1, 2, 3): clear_output(wait=True); print('e:', k)": 3,
    "display(Markdown('**e:** `3`'))": 3,
    "display(Latex(r'$\\text{e: } 3 \\times 10^{2}$'))": 300,
    "display(HTML('<table><tr><td>e:</td><td>3</td></tr></table>'))": 3,
    "{'e': np.float64(3)}": 3,
    "print('e:', complex(3))": 3,
}
"""Cells that show a number behind `e`, and the number."""


def test_a_number_is_found_in_what_a_cell_shows_whichever_way_it_is_shown(slot):
    setup = "import sys\nimport numpy as np\nfrom IPython.display import *"
    session = _session(slot, cells=[setup, *SHOWING])
    cells = session.run_notebook().cells[1:]
    session.close()
    read = {cell.index: [number.value for number in numbers_in("e", cell.shown)] for cell in cells}
    assert list(read.values()) == [[number] for number in SHOWING.values()]


def test_a_cell_that_never_ends_is_interrupted_and_the_notebook_goes_on(slot):
    limits = replace(LIMITS, cell_cpu_seconds=0.4)
    session = _session(slot, cells=["while True: pass", "print('on')"], limits=limits)
    cells = session.run_notebook().cells
    assert [cell.status for cell in cells] == [CellStatus.TIMED_OUT, CellStatus.OK]
    session.close()


@pytest.mark.slow
def test_a_cell_that_will_not_stop_is_killed_and_functions_are_still_asked(slot):
    stubborn = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    session = _session(slot, "def f(x):\n    return x", cells=["1", stubborn, "2"])
    transcript = session.run_notebook()
    assert transcript.status == "killed"
    assert [cell.status for cell in transcript.cells] == [CellStatus.OK, CellStatus.KILLED, CellStatus.NOT_RUN]
    assert session.ask({"op": "scenario", "source": RUN}, {"x": np.zeros(1)}, "f").outcome is Outcome.RETURNED
    session.close()


def test_a_notebook_that_ends_its_process_is_killed(slot):
    session = _session(slot, cells=["import os; os._exit(0)", "1"])
    assert session.run_notebook().status == "killed"
    session.close()


def test_input_in_a_cell_is_refused_at_once(slot):
    session = _session(slot, cells=["input('name?')"])
    assert session.run_notebook().cells[0].status is CellStatus.RAISED
    session.close()


def test_a_forged_frame_on_the_pipe_is_the_students_outcome(slot):
    forge = "import os\nfor fd in range(3, 20):\n    try: os.write(fd, b'\\xff' * 64)\n    except OSError: pass"
    session = _session(slot, "def f(x):\n    return x", cells=[forge, "1"])
    session.run_notebook()
    session.ask({"op": "scenario", "source": RUN}, {"x": np.zeros(1)}, "f")
    assert session.ask({"op": "scenario", "source": RUN}, {"x": np.zeros(1)}, "f").outcome is Outcome.RETURNED
    session.close()


def test_the_sandbox_sees_a_clean_environment_and_an_empty_home(slot, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "1")
    module = "import os\ndef f(x):\n    return ['SECRET_TOKEN' in os.environ, len(os.listdir(os.environ['HOME']))]"
    session = _session(slot, module)
    assert session.ask({"op": "scenario", "source": RUN}, {"x": np.zeros(1)}, "f").values["out"][0] is False
    session.close()


def test_nothing_of_the_grader_is_loaded_beside_student_code(slot):
    module = "import sys\ndef f(x):\n    return [n for n in sys.modules if n.split('.')[0] in ('grader', 'reference')]"
    session = _session(slot, module)
    assert session.ask({"op": "scenario", "source": RUN}, {"x": np.zeros(1)}, "f").values["out"] == []
    session.close()


def test_no_process_is_left_behind(slot):
    session = _session(slot, "def f(x):\n    return x")
    session.ask({"op": "scenario", "source": RUN}, {"x": np.zeros(1)}, "f")
    pid = session._channel.fork.pid
    session.close()
    for _ in range(100):
        if not os.path.exists(f"/proc/{pid}"):
            return
        time.sleep(0.05)
    raise AssertionError("the worker lives on")


def test_an_absent_module_whose_name_begins_like_the_students_own_is_stood_in_for(ask):
    assert ask("import m_\nimport mm\ndef f(x):\n    return x").outcome is Outcome.RETURNED


@pytest.mark.slow
def test_a_function_that_never_ends_is_not_tried_again(ask):
    loop = "    open('tried', 'w')\n    while True: pass"
    once = f"import os\ndef f(x):\n    if os.path.exists('tried'):\n        return x\n{loop}"
    seen = ask(once, times=2)
    assert seen.outcome is Outcome.LIMIT
    assert seen.failure.why in ("cpu", "wall")


@pytest.mark.slow
def test_a_module_that_never_ends_is_not_loaded_again(ask):
    seen = ask("while True: pass", times=4)
    assert (seen.outcome, seen.failure.why, seen.failure.function) == (Outcome.LIMIT, "loading", "f")


def test_a_name_of_older_numpy_is_read_and_noted(ask):
    seen = ask("import numpy as np\ndef f(x):\n    return np.product(x) + x.astype(np.int)")
    assert seen.outcome is Outcome.RETURNED
    assert set(seen.stood_in) == {"np.product", "np.int"}


def test_an_import_inside_a_function_is_stood_in_for_and_the_scenario_run_again(ask):
    seen = ask("def f(x):\n    import nowhere.plots as p\n    p.draw(x)\n    return x")
    assert seen.values["out"].tolist() == [0, 1, 2]
    assert seen.stood_in == ("nowhere.plots",) or "nowhere" in seen.stood_in


def test_the_self_check_says_one_neutral_line_and_is_none(slot):
    session = _session(slot, cells=["from selfcheck import check, hint", "check('f')\nhint('f')", "import selfcheck"])
    transcript = session.run_notebook()
    assert [cell.status for cell in transcript.cells] == [CellStatus.OK] * 3
    assert transcript.cells[1].shown.splitlines() == [LINE, LINE]
    assert transcript.stood_in == ()
    session.close()


@pytest.mark.slow
def test_a_submission_that_answers_nothing_is_not_asked_for_ever(slot, monkeypatch):
    monkeypatch.setattr(session_module, "BACKSTOP", 1)
    mute = "import sys\nsys.modules['sandbox_child.probe'].pack = lambda *a: b''\ndef f(x):\n    return x"
    session = _session(slot, mute)
    request = {"op": "scenario", "source": RUN}
    seen = [session.ask(request, {"x": np.zeros(1)}, "f") for _ in range(40)]
    assert {one.outcome for one in seen} == {Outcome.LIMIT}
    assert {one.failure.why for one in seen} <= {"cpu", "wall"}
    session.close()
