"""Runs one submission in a process that was started for it alone, where a warm process cannot be forked."""

from __future__ import annotations

import json
import os
import tempfile

from .kernel import WarmKernel
from .preload import limit_autoreload, refusal
from .submission_process import RequestLoop
from .syscalls import built_filter
from .threads import ThreadCounter
from .walls import put_up_walls


def main(text: str) -> None:
    """Load what is needed, put up the walls, and answer requests until the grader closes the pipe.

    Args:
        text: a task as a fork gets it, as JSON, with the descriptors `requests` and `replies`.
    """
    task = json.loads(text)
    warm = WarmKernel()
    refusal(task["preload"], task["readable"], task["visible"])  # asked before, when the slot was made
    limit_autoreload()
    tempfile.tempdir = None
    threads = ThreadCounter()
    put_up_walls(task, built_filter(task["level"]))
    os.chdir(task["folder"])
    RequestLoop(warm, threads, task["requests"], task["replies"]).serve()
