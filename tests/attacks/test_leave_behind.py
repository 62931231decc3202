"""Nothing survives a submission: no value for the next one, no process, no file, and the next one's folder is new."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from grader.sandbox.levels import SHARED
from tests.attacks.attack import THROUGH, Attack, ending
from tests.attacks.leave_behind import DAEMONS, HAND_OVERS, HARD_TO_REMOVE

ALL = [pytest.param(h, id=h.id, marks=() if h.quick else pytest.mark.slow) for h in HAND_OVERS]
CONTROLS = [pytest.param(h, id=h.id, marks=() if h.quick else pytest.mark.slow) for h in HAND_OVERS if h.control]


@pytest.mark.parametrize("hand_over", ALL)
def test_what_one_leaves_the_next_does_not_find(strike, slot, hand_over):
    (left, found), _ = strike(slot, *hand_over.pair())
    assert left.outcome.value == "returned"
    assert found.outcome.value == "returned"
    assert ending(found) != THROUGH


@pytest.mark.parametrize("hand_over", CONTROLS)
def test_the_next_finds_it_where_there_are_no_walls(strike, unwalled, hand_over, canaries):
    folders = (Path(SHARED), *(unwalled._scratch / name for name in (".", "own", "lib/sandbox_child")))
    (left, found), _ = strike(unwalled, *hand_over.pair(), harmless=False)
    for folder in folders:
        (folder / canaries.mark).unlink(missing_ok=True)
    if ending(left) in ("ENOSYS", "EOPNOTSUPP"):
        pytest.skip("this kernel has no such thing")
    assert ending(found) == THROUGH


@pytest.mark.parametrize("daemon", DAEMONS, ids=lambda daemon: daemon[0])
def test_a_daemon_dies_with_its_submission_whether_notebook_or_function_started_it(strike, slot, alive, daemon):
    mark = f"{os.getpid()}71.5"
    lines = daemon[1].replace("sys.argv[1]", repr(mark))
    of_function = Attack(id="function", source=f"{lines}return 'left'", full="", limited="")
    of_notebook = Attack(id="notebook", source="return 'left'", full="", limited="", cells=(lines,))
    seen, _ = strike(slot, of_function, of_notebook)
    assert {ending(one) for one in seen} == {"left"}
    assert not alive(mark)


@pytest.mark.parametrize("daemon", DAEMONS, ids=lambda daemon: daemon[0])
def test_the_same_daemon_lives_on_where_nobody_ends_it(alive, daemon):
    mark = f"{os.getpid()}72.5"
    subprocess.run([sys.executable, "-c", daemon[1], mark], check=True, timeout=30)
    assert alive(mark)
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if path.read_bytes().endswith(f"sleep\0{mark}\0".encode()):
                os.kill(int(path.parent.name), signal.SIGKILL)


@pytest.mark.parametrize(("what", "lines"), HARD_TO_REMOVE, ids=[what for what, _ in HARD_TO_REMOVE])
def test_what_is_hard_to_remove_is_removed(strike, slot, what, lines):
    look = "return str(sorted(os.listdir('.')) + os.listdir(os.environ['HOME']))"
    leaving = Attack(id=what, source=f"{lines}\nreturn 'left'", full="", limited="")
    (left, found), _ = strike(slot, leaving, Attack(id="look", source=look, full="", limited=""))
    assert ending(left) in ("left", "EPERM", "limit time")  # modes cannot be changed at `limited`; thousands take long
    assert ending(found) == "['m.py']"
