"""Writes the full text of an unexpected exception into a file that can be attached to a bug report."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback


def write_full_text(error: BaseException, version: str) -> str:
    """Write an exception with its trace into a new file in the temporary folder, which its owner alone can read.

    Args:
        error: what was raised.
        version: of the program that raised it.

    Returns:
        The file's path; empty when it cannot be written.
    """
    lines = [f"version {version}, Python {platform.python_version()}, {platform.platform()}", " ".join(sys.argv)]
    try:
        number, path = tempfile.mkstemp(prefix="grader-failure-", suffix=".txt")  # made anew, mode 0600
        with os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write("\n".join([*lines, "", *traceback.format_exception(type(error), error, error.__traceback__)]))
    except OSError:
        return ""
    return path
