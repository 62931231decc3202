"""What a tree of processes uses is read whole, however many processes it has."""

import os
import signal
import subprocess

from grader.sandbox.usage import tree

CHILDREN = 900
"""Their numbers fill more than the page that the system gives of a list at a time."""


def test_all_children_of_a_process_are_found():
    script = f"for i in $(seq {CHILDREN}); do sleep 600 & done; echo; wait"
    shell = subprocess.Popen(["/bin/sh", "-c", script], stdout=subprocess.PIPE, start_new_session=True)
    try:
        shell.stdout.readline()
        assert len(tree(shell.pid)) == CHILDREN + 1
    finally:
        os.killpg(shell.pid, signal.SIGKILL)
        shell.wait()
        shell.stdout.close()
