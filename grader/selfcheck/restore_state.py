"""Restores the state of the student's process after the self-check has run the student's functions in it."""

from __future__ import annotations

import contextlib
import io
import os
import random
import sys
import warnings
from collections.abc import Iterator

import numpy as np


@contextlib.contextmanager
def restored_state() -> Iterator[None]:
    """Restore the process's state at the end of a `with` block.

    That is: the states of the random generators, numpy's error and print settings, warning filters, the recursion
    limit, the working folder and `sys.path`. What is printed in the block is discarded, since code runs many times.
    """
    state, drawn = np.random.get_state(), random.getstate()  # noqa: NPY002 - the generator that student code uses
    recursion, folder, path = sys.getrecursionlimit(), os.getcwd(), list(sys.path)
    dropped = io.StringIO()
    with (
        warnings.catch_warnings(),
        np.errstate(),
        np.printoptions(),
        contextlib.redirect_stdout(dropped),
        contextlib.redirect_stderr(dropped),
    ):
        try:
            yield
        finally:
            np.random.set_state(state)  # noqa: NPY002 - as above
            random.setstate(drawn)
            sys.setrecursionlimit(recursion)
            os.chdir(folder)
            sys.path[:] = path
