"""A command ends on the first signal that asks it to, wherever that meets it."""

import signal
import subprocess
import sys

import pytest

PROGRAM = """
import time
from grader.cli.interruption import Terminated, listen

class Slow:
    def __del__(self):
        print("freed", flush=True)
        time.sleep(60)

listen()
try:
    Slow()
    time.sleep(60)
except (KeyboardInterrupt, Terminated) as error:
    print(type(error).__name__)
"""


@pytest.mark.parametrize(("number", "raised"), [(signal.SIGINT, "KeyboardInterrupt"), (signal.SIGTERM, "Terminated")])
def test_a_signal_that_comes_while_an_object_is_freed_is_not_lost(number, raised):
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "freed\n"
        process.send_signal(number)
        assert process.communicate(timeout=30)[0] == f"{raised}\n"
