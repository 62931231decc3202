"""Ends a command on the signals that ask for it, also where what they raise is lost."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import Any, NoReturn

SHORTLY = 0.05
"""Seconds after which a signal is sent again."""


class Terminated(BaseException):
    """Raised when the system asks this process to end; not `SystemExit`, which an instructor's own code may raise."""


def listen() -> None:
    """Raise `Terminated` on SIGTERM, and on SIGINT `KeyboardInterrupt`, until one of them is not lost.

    Python calls some code by itself, such as what a library does when an object is freed; what is raised there is told
    and forgotten, and the command would go on.
    """
    told = sys.unraisablehook
    numbers = {KeyboardInterrupt: signal.SIGINT, Terminated: signal.SIGTERM}

    def lost(what: Any) -> None:
        number = numbers.get(what.exc_type)
        if number is None:
            told(what)
            return
        again = threading.Timer(SHORTLY, os.kill, (os.getpid(), number))
        again.daemon = True
        again.start()

    sys.unraisablehook = lost
    signal.signal(signal.SIGTERM, _terminated)


def _terminated(_number: int, _frame: object) -> NoReturn:
    """Raise `Terminated` on the signal, so that the sandbox is closed and its folder removed on the way out."""
    raise Terminated
