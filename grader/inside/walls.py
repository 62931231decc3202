"""What a submission's process is held by: limits of the system, its own process group, death with its parent."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1


def shut_in(limits: dict[str, int]) -> None:
    """Shut the calling process in; called in the fork, before any student code.

    Args:
        limits: `memory_bytes` of address space, `file_bytes` of one file, `open_files`, `cpu_seconds` in all.
    """
    os.setsid()
    die_with_parent()
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    bounds = {
        resource.RLIMIT_AS: limits["memory_bytes"],
        resource.RLIMIT_FSIZE: limits["file_bytes"],
        resource.RLIMIT_NOFILE: limits["open_files"],
        resource.RLIMIT_CPU: limits["cpu_seconds"],
        resource.RLIMIT_CORE: 0,
    }
    for which, bound in bounds.items():
        resource.setrlimit(which, (bound, bound))


def die_with_parent() -> None:
    """Ask the system to kill this process when its parent ends; Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
