"""What all processes of a submission use together has limits, and nothing that it leaves is there for the next one."""

import time
from dataclasses import replace

import numpy as np
import pytest

from grader.execution.channel import Channel
from grader.execution.session import SandboxSession
from grader.model.observation import CellStatus, Outcome
from grader.model.rubric import Function, Limits, Rubric
from grader.model.submission import Cell, CellKind, Submission

RUN = "def run(s, given):\n    return {'out': s.f(given['x'])['out']}\n"
LIMITS = Limits(cell_cpu_seconds=2, notebook_cpu_seconds=9, scenario_cpu_seconds=2, memory_mib=1024, file_mib=20)
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
EATERS = (
    "import os, time\n"
    "def f(x):\n    for _ in range(8):\n        if os.fork() == 0:\n"
    "            held = bytearray(200 << 20)\n            time.sleep(60)\n    time.sleep(60)\n    return x"
)
BREEDERS = (
    "import os, time\n"
    "def f(x):\n    for _ in range(400):\n        if os.fork() == 0:\n            time.sleep(60)\n    time.sleep(60)"
)
BURNERS = (
    "import os\ndef f(x):\n    for _ in range(4):\n        if os.fork() == 0:\n            while True: pass\n    "
    "os.wait()"
)
TIME = {"cpu", "wall"}
"""Limits of time: on a busy machine the clock may be first."""
WRITERS = (
    "import time\ndef f(x):\n    for name in range(20):\n        with open(str(name), 'wb') as file:\n"
    "            file.write(b'x' * (15 << 20))\n    time.sleep(9)\n    return x"
)


def _session(slot, module="def f(x):\n    return x", cells=(), rubric=RUBRIC):
    code = tuple(Cell(index=index, kind=CellKind.CODE, source=source) for index, source in enumerate(cells))
    files = {"m.py": module.encode()}
    notebook = "n.ipynb" if cells else None
    submission = Submission(id="a", sha256="", files=files, running=files, notebook=notebook, cells=code)
    return SandboxSession(slot, rubric, submission)


def _ask(session):
    return session.ask({"op": "scenario", "source": RUN}, {"x": np.arange(3.0)}, "f")


@pytest.fixture
def ask(slot):
    def ask(module, cpu_seconds=LIMITS.scenario_cpu_seconds):
        limits = replace(LIMITS, scenario_cpu_seconds=cpu_seconds)
        session = _session(slot, module, rubric=replace(RUBRIC, limits=limits))
        try:
            return _ask(session)
        finally:
            session.close()

    return ask


@pytest.mark.slow  # the attacks try one limit of each kind in `make test`
@pytest.mark.parametrize(
    ("module", "limits"),
    [(EATERS, {"memory"}), (BREEDERS, {"processes", None}), (BURNERS, TIME), (WRITERS, {"disk", None})],
    ids=["memory", "processes", "cpu", "disk"],
)
def test_a_limit_on_all_processes_together_is_named_or_raised(ask, module, limits):
    seen = ask(module, 1 if module is BURNERS else 2)
    if seen.outcome is Outcome.RAISED:  # the system itself refused
        assert None in limits
        assert seen.failure.error in ("OSError", "BlockingIOError")
    else:
        assert seen.outcome is Outcome.LIMIT
        assert seen.failure.why in limits
    assert ask("def f(x):\n    return x").outcome is Outcome.RETURNED


def test_a_notebook_keeps_what_it_earned_before_its_limit(slot):
    session = _session(slot, cells=["print(1)", EATERS.replace("def f(x)", "def g()") + "\ng()", "print(2)"])
    transcript = session.run_notebook()
    assert [cell.status for cell in transcript.cells] == [CellStatus.OK, CellStatus.KILLED, CellStatus.NOT_RUN]
    assert transcript.limit == "memory"
    assert _ask(session).outcome is Outcome.RETURNED
    session.close()


@pytest.mark.slow
def test_what_only_waits_is_told_from_what_computes(ask):
    assert ask("import time\ndef f(x):\n    time.sleep(60)").failure.why == "wall"


@pytest.mark.parametrize(
    "place", ["os.path.expanduser('~')", "tempfile.gettempdir()", "'.'", "'/dev/shm'", "'/tmp'", "'/var/tmp'"]
)
def test_nothing_that_a_submission_writes_is_there_for_the_next(ask, place):
    head = f"import os, tempfile\ndef f(x):\n    path = os.path.join({place}, 'left-by-one')\n"
    ask(f"{head}    open(path, 'w').write('x')\n    return x")
    assert ask(f"{head}    return os.path.exists(path)").values["out"] is False


def test_the_home_can_be_written_and_is_that_of_the_submission_alone(ask):
    home = "import os\ndef f(x):\n    open(os.path.expanduser('~/new'), 'w')\n    return os.listdir(os.environ['HOME'])"
    assert ask(home).values["out"] == ["new"]


def _sum_limits(**limits):
    return replace(RUBRIC, limits=replace(LIMITS, **limits))


def _whys(session, times):
    seen = [_ask(session) for _ in range(times)]
    session.close()
    return ["" if one.failure is None else one.failure.why for one in seen]


def test_all_replies_together_have_a_limit_and_what_fits_is_still_taken(slot):
    module = "import numpy as np\nsizes = [1, 1, 9, 9]\ndef f(x):\n    return np.ones(sizes.pop() << 14)"
    session = _session(slot, module, rubric=_sum_limits(replies_mib=2))
    assert _whys(session, 4) == ["", "replies", "", ""]


def test_waiting_has_a_limit_for_the_submission_as_a_whole(slot):
    module = "import time\ndef f(x):\n    time.sleep(0.7)\n    return x"
    whys = _whys(_session(slot, module, rubric=_sum_limits(hand_in_wall_seconds=1)), 4)
    assert whys == ["", "hand_in_wall", "hand_in_wall", "hand_in_wall"]


def test_a_fork_that_comes_late_is_no_waiting(slot, monkeypatch):
    fork = slot.fork

    def late(*given):
        time.sleep(1.2)
        return fork(*given)

    monkeypatch.setattr(slot, "fork", late)
    assert _whys(_session(slot, "def f(x):\n    return x", rubric=_sum_limits(hand_in_wall_seconds=1)), 1) == [""]


def test_computing_is_no_waiting(slot):
    module = "import time\ndef f(x):\n    end = time.process_time() + 0.8\n    while time.process_time() < end: pass"
    session = _session(slot, f"{module}\n    return x", rubric=_sum_limits(hand_in_wall_seconds=1))
    assert _whys(session, 3) == ["", "", ""]


def test_a_notebook_that_waits_leaves_time_for_the_functions(slot):
    session = _session(
        slot,
        cells=["import time\nfor _ in range(90):\n    time.sleep(0.1)"],
        rubric=_sum_limits(hand_in_wall_seconds=3),
    )
    transcript = session.run_notebook()
    assert transcript.cells[0].status is CellStatus.TIMED_OUT
    assert transcript.waited
    assert _whys(session, 1) == [""]


def test_a_function_that_waited_too_long_is_not_called_again(slot):
    module = "import time\ndef f(x):\n    time.sleep(60)"
    session = _session(slot, module, rubric=_sum_limits(scenario_cpu_seconds=1, hand_in_wall_seconds=60))
    begun = time.monotonic()
    assert _whys(session, 3) == ["wall", "wall", "wall"]
    assert time.monotonic() - begun < 12


def test_what_takes_too_much_memory_once_it_is_read_could_not_be_judged(slot, monkeypatch):
    session = _session(slot)

    def full(*_):
        raise MemoryError

    monkeypatch.setattr(Channel, "next", full)
    session._channel = Channel(slot.fork({"m.py": b""}, LIMITS))
    assert _whys(session, 1) == ["judging"]


def test_a_notebook_with_more_text_than_can_be_sent_is_not_run_and_functions_are_asked_all_the_same(slot):
    session = _session(slot, cells=["1", "#" * (9 << 20)])
    transcript = session.run_notebook()
    assert [cell.status for cell in transcript.cells] == [CellStatus.KILLED, CellStatus.NOT_RUN]
    assert _whys(session, 1) == [""]
