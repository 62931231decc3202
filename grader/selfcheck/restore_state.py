"""While the self-check runs a student's functions, the student's own settings are put aside; then they come back."""

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
    """Put back afterwards: random states, errstate, warnings, print options, recursion limit, working folder, sys.path.

    What student code prints meanwhile is dropped: it runs many times.
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
