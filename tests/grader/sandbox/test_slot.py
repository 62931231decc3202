"""Slots of each level: what a fork sees, and that nothing is left of it."""

import os
from pathlib import Path

import numpy as np
import pytest

from grader.errors import SandboxError
from grader.execution.session import SandboxSession
from grader.model.observation import Outcome
from grader.model.rubric import Function, Limits, Rubric
from grader.model.submission import Submission
from grader.sandbox import boot
from grader.sandbox.levels import LIMITED
from grader.sandbox.process import DescriptorProcess
from grader.sandbox.slot import Slot

ROOT = Path(__file__).parents[3]
RUBRIC = Rubric(
    id="r",
    title="R",
    notebook="n.ipynb",
    seed=0,
    functions={"f": Function(name="f", path="m.py", returns=(("out",),))},
    opaque=(),
    questions=(),
    limits=Limits(scenario_cpu_seconds=1),
)
RUN = "def run(s, given):\n    return {'out': s.f(given['x'])['out']}\n"


@pytest.fixture(scope="module")
def slot(walled):
    return walled


@pytest.fixture
def ask(slot):
    def ask(module, **files):
        running = {"m.py": module.encode(), **{name: text.encode() for name, text in files.items()}}
        session = SandboxSession(slot, RUBRIC, Submission(id="a", sha256="", files=running, running=running))
        try:
            return session.ask({"op": "scenario", "source": RUN}, {"x": np.arange(3.0)}, "f")
        finally:
            session.close()

    return ask


def _gives(ask, expression):
    return ask(f"import os, socket, sys\ndef f(x):\n    return {expression}").values["out"]


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket()",
        "socket.socket(socket.AF_UNIX)",
        "socket.create_connection(('127.0.0.1', 80))",
        f"open({str(ROOT / 'rubrics/batch_normalization.toml')!r}).read()",
        f"os.listdir({str(ROOT / 'reference')!r})",
        "open('/etc/shadow').read()",
        "open(os.path.join(sys.prefix, 'x'), 'w')",
        "open('/proc/1/environ').read()",
        "os.kill(1, 9)",
        "os.unshare(0x10000000) if hasattr(os, 'unshare') else open('/nowhere')",
        "os.mkfifo('/usr/pipe')",
        "os.chroot('.')",
    ],
)
def test_what_lies_outside_is_out_of_reach(ask, attempt):
    assert ask(f"import os, socket, sys\ndef f(x):\n    return {attempt}").outcome is Outcome.RAISED


def test_the_working_folder_holds_what_was_handed_in_and_can_be_written(ask):
    text = "import os\ndef f(x):\n    open('new', 'w').write('1')\n    return sorted(os.listdir('.'))"
    assert ask(text, **{"data.txt": "1"}).values["out"] == ["data.txt", "m.py", "new"]


def test_nothing_of_one_submission_is_there_for_the_next(ask):
    ask("def f(x):\n    open('left', 'w').write('1')\n    return x")
    assert _gives(ask, "os.path.exists('left')") is False


def test_a_process_that_a_submission_leaves_behind_is_ended(ask):
    daemon = "import os, time\ndef f(x):\n    if os.fork() == 0:\n        os.setsid()\n        if os.fork() == 0:\n"
    ask(daemon + "            os.execvp('sleep', ['sleep', '7341'])\n        os._exit(0)\n    os.wait()\n    return x")
    assert "7341" not in " ".join(_commands())


def _commands():
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue


def test_a_process_that_student_code_forks_and_that_comes_back_is_not_heard(ask):
    seen = ask("import os\nos.fork()\ndef f(x):\n    os.fork()\n    return 2 * x")
    assert seen.values["out"].tolist() == [0, 2, 4]


def test_the_environment_holds_nothing_of_ours(ask):
    names = _gives(ask, "sorted(os.environ)")
    assert not {"USER", "SSH_AUTH_SOCK", "VIRTUAL_ENV", "CI"} & set(names)


def test_a_warm_process_that_was_killed_is_our_failure_once_and_then_replaced():
    with Slot(LIMITED) as slot:
        slot._source._zygote.kill()
        with pytest.raises(SandboxError, match="does not answer"):
            slot._source.start({}, 0, 1)
        fork = slot.fork({}, Limits())
        assert os.path.exists(f"/proc/{fork.pid}")


def test_a_warm_process_that_does_not_come_up_is_tried_once_more(monkeypatch):
    started, tried = boot.start_module, []

    def held_up(level, scratch, module, *rest):
        tried.append(module)
        return started(level, scratch, module if len(tried) > 1 else "no_such_module", *rest)

    monkeypatch.setattr(boot, "start_module", held_up)
    with Slot(LIMITED) as slot:
        assert slot._source.lives
    assert len(tried) == 2


def test_a_process_that_has_gone_cannot_be_watched():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    descriptor = os.pidfd_open(pid)
    os.waitpid(pid, 0)
    with pytest.raises(SandboxError, match="ended before it began"):
        DescriptorProcess(descriptor)
    os.close(descriptor)
