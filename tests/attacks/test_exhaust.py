"""Whatever a submission uses up, it ends within its limits, leaves nothing behind, and harms nobody after it."""

import pytest

from grader.model.observation import Outcome

HEAD = "import os, signal, subprocess, sys, threading, time\nimport numpy as np\n"
ENDLESS = [
    "while True: pass",
    "signal.signal(signal.SIGXCPU, signal.SIG_IGN)\n    while True: pass",
    "[signal.signal(n, signal.SIG_IGN) for n in {*range(1, 64)} - {9, 19, 32, 33}]\n    while True: pass",
    "np.linalg.eig(np.ones((4000, 4000)))",
    "time.sleep(1000)",
    "os.kill(os.getpid(), signal.SIGSTOP)",
    "threading.Event().wait()",
]
RAISING = [
    "return [np.ones(1 << 28) for _ in range(100)]",
    "return [open(str(n), 'w') for n in range(10_000)]",
    "open('big', 'wb').truncate(1 << 40)\n    return x",
    "with open('big', 'wb') as file:\n        for _ in range(100): file.write(bytes(1 << 20))\n    return x",
    "return f(x)",
    "threads = [threading.Thread(target=time.sleep, args=(9,)) for _ in range(5000)]\n"
    "    for thread in threads: thread.start()\n    return x",
]


@pytest.mark.slow
@pytest.mark.parametrize("body", ENDLESS)
def test_what_never_ends_is_ended(attack, body):
    seen = attack(f"{HEAD}def f(x):\n    {body}\n    return x")
    assert seen.outcome in (Outcome.LIMIT, Outcome.DIED)


@pytest.mark.parametrize("body", RAISING)
def test_what_uses_too_much_is_refused(attack, body):
    seen = attack(f"{HEAD}def f(x):\n    {body}")
    assert seen.outcome in (Outcome.RAISED, Outcome.LIMIT, Outcome.DIED, Outcome.RETURNED)


def test_a_flood_of_output_is_dropped(attack):
    seen = attack("import os\ndef f(x):\n    print('x' * 10_000_000)\n    os.write(1, b'y' * 1_000_000)\n    return x")
    assert seen.outcome is Outcome.RETURNED


def test_too_many_numbers_are_not_taken(attack):
    seen = attack("import numpy as np\ndef f(x):\n    return np.zeros(1 << 27)")
    assert seen.outcome in (Outcome.LIMIT, Outcome.RAISED)


@pytest.mark.parametrize("how", ["os.setsid()", "os.setpgid(0, 0)", "signal.signal(signal.SIGHUP, signal.SIG_IGN)"])
def test_a_daemon_dies_with_its_submission(attack, alive, how):
    daemon = "        if os.fork() == 0:\n            os.execvp('sleep', ['sleep', '987.125'])\n        os._exit(0)\n"
    attack(f"{HEAD}def f(x):\n    if os.fork() == 0:\n        {how}\n{daemon}    os.wait()\n    return x")
    assert not alive("987.125")


def test_a_daemon_of_the_notebook_dies_with_its_submission(attack, alive):
    attack("def f(x):\n    return x", "import os\nos.system('sleep 986.125 &')")
    assert not alive("986.125")


@pytest.mark.slow
def test_a_fork_bomb_burns_out(attack):
    bomb = (
        "    while True:\n        try:\n            os.fork()\n        except OSError:\n            time.sleep(0.01)\n"
    )
    seen = attack(f"{HEAD}def f(x):\n{bomb}")
    assert seen.outcome in (Outcome.LIMIT, Outcome.DIED)
