"""Puts up the walls around this process, tries to get past each, and prints which of them held."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from . import landlock, namespaces
from .syscalls import built_filter
from .walls import put_up_walls


def main(text: str) -> None:
    """Print one JSON object: for each wall whether it held.

    Args:
        text: a task as a fork gets it, as JSON; with `secret`, a file that must be out of reach, and `outsider`, a
            process that must not be signalled.
    """
    task, out = json.loads(text), os.dup(1)
    if task["level"] == "full":
        namespaces.leave_all()
        for place in task["writable"]:
            namespaces.mount_memory(place, 1 << 20, 16)
        _as_first(lambda: _holds(task, out))
    else:
        _holds(task, out)


def _as_first(go: Callable[[], None]) -> NoReturn:
    """Run the tests as the first process of the new pid namespace."""
    pid = os.fork()
    if pid:
        _, status = os.waitpid(pid, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    namespaces.mount_processes()
    go()
    sys.exit(0)


def _holds(task: dict[str, Any], out: int) -> None:
    seccomp = built_filter(task["level"])
    put_up_walls(task, seccomp)
    os.chdir(task["folder"])
    found = {
        "landlock": landlock.version() > 0,
        "seccomp": seccomp is not None and _fails(lambda: namespaces.mount_memory(task["folder"], 1 << 20, 1)),
        "network": _fails(lambda: socket.socket().close()),
        "files": _fails(lambda: Path(task["secret"]).read_bytes()),
        "read_only": _fails(lambda: Path(sys.prefix, "written").write_bytes(b"")),
        "processes": _fails(lambda: os.kill(task["outsider"], 0)),
        "folder": not _fails(lambda: Path("written").write_bytes(b"")),
    }
    if task["user"] is not None:
        Path(os.__file__).read_bytes()  # an interpreter that its user cannot read is none
        found["user"] = os.getuid() == task["user"]
    if task["level"] == "limited":
        found["totals"] = os.path.isdir("/proc/self/task")  # what the watchdog reads
    os.write(out, json.dumps(found).encode())


def _fails(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError:
        return True
    return False
