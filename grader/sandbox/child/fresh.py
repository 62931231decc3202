"""One submission's whole life in a process of its own, where a warm one cannot be forked."""

from __future__ import annotations

import json
import os
import tempfile

from .kernel import WarmKernel
from .submission_process import Child
from .syscalls import built_filter
from .walls import shut_in


def main(text: str) -> None:
    """Get ready, shut this process in, and answer until the grader closes the pipe.

    Args:
        text: a task as a fork gets it, as JSON, with the descriptors `requests` and `replies`.
    """
    task = json.loads(text)
    warm = WarmKernel()
    tempfile.tempdir = None
    shut_in(task, built_filter(task["level"]))
    os.chdir(task["folder"])
    Child(warm, task["requests"], task["replies"]).serve()
