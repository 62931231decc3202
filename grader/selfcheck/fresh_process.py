"""Checks unpacked files in a process of its own; nothing else of the self-check starts one.

Where there are no processes, as in a browser, `pack` checks them in this one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

MINUTES = 5
"""Most minutes that checking the packed files may take."""


def in_fresh_process(folder: Path, notebook: str) -> dict[str, Any]:
    """Return the output of `check --json` in a folder, from a process without the environment of this Python.

    Args:
        folder: the folder with the files.
        notebook: path of the notebook in it.

    Raises:
        OSError: the process cannot be started.
        subprocess.SubprocessError: it fails, or takes longer than `MINUTES`.
        ValueError: its output is no JSON.
        LookupError: it prints nothing.
    """
    command = [sys.executable, str(own_file()), "check", "--json", "--notebook", notebook]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "JPY_"))}
    environment = {**kept, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(  # noqa: S603 - this very Python on our own file
        command, cwd=folder, env=environment, capture_output=True, timeout=60 * MINUTES, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout.decode("utf-8").splitlines()[-1])
    return found


def own_file() -> Path:
    """Return the path of `selfcheck.pyz`, or of the package's folder where the self-check runs from one."""
    place = Path(__file__).resolve()
    return next((parent for parent in place.parents if parent.suffix == ".pyz"), place.parents[1])
