"""Puts up the walls around a submission's process: resource limits, Landlock, seccomp, and a kill with its parent."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from . import landlock, namespaces

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_CHILD_SUBREAPER = 36


def put_up_walls(task: dict[str, Any], seccomp: Any) -> None:
    """Put up the walls around the calling process; called in the fork, before any student code.

    Args:
        task: `level`; `limits` (`memory_bytes` of address space, `file_bytes` of one file, `open_files`, `processes`,
            `cpu_seconds` in all); `home`; `user`, whose id to take, or None; and paths that stay open: `writable`,
            `readable`, and those of which only names may be `listable`.
        seccomp: the filter, or None where there is none.

    Raises:
        OSError: the level is `full` and a wall cannot be put up.
    """
    if os.getsid(0) != os.getpid():
        os.setsid()
    die_with_parent()
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.environ["HOME"] = os.environ["TMPDIR"] = task["home"]
    others = 0 if task["level"] == "full" or task["user"] else threads_of_user()
    _bound({**task["limits"], "processes": task["limits"]["processes"] + others})
    with contextlib.suppress(OSError):  # Linux only
        Path("/proc/self/oom_score_adj").write_text("1000")  # where memory runs out, this goes first
    if task["level"] == "none":
        return
    _give_up_rights(task["user"])
    must = contextlib.nullcontext() if task["level"] == "full" else contextlib.suppress(OSError)
    with must:
        writable, readable = [*task["writable"], *DEVICES_WRITABLE], [*task["readable"], *DEVICES_READABLE]
        landlock.restrict(writable, readable, task["listable"])
    if seccomp is not None:
        seccomp.load()
    elif task["level"] == "full":
        raise OSError("there is no seccomp")


DEVICES_WRITABLE = ("/dev/null", "/dev/zero")
DEVICES_READABLE = ("/dev/urandom", "/dev/random")


def _give_up_rights(user: int | None) -> None:
    """Change to another user, if one is given, and drop all capabilities."""
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
        libc = ctypes.CDLL(None)
        libc.prctl(PR_SET_DUMPABLE, 1)  # else its own /proc/self is closed to it
        die_with_parent()  # a change of user undoes that
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # only root has any
            namespaces.drop_capabilities()


def _bound(limits: dict[str, int]) -> None:
    bounds = {
        resource.RLIMIT_AS: limits["memory_bytes"],
        resource.RLIMIT_FSIZE: limits["file_bytes"],
        resource.RLIMIT_NOFILE: limits["open_files"],
        resource.RLIMIT_NPROC: limits["processes"],
        resource.RLIMIT_CPU: limits["cpu_seconds"],
        resource.RLIMIT_CORE: 0,
    }
    if sys.platform != "linux":  # elsewhere address space cannot be bounded, and processes are counted with all others
        del bounds[resource.RLIMIT_AS], bounds[resource.RLIMIT_NPROC]
    for which, bound in bounds.items():
        _, hard = resource.getrlimit(which)
        most = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(which, (most, most))


def threads_of_user() -> int:
    """Return the number of this user's threads on the whole system, which RLIMIT_NPROC counts together."""
    if not os.path.isdir("/proc"):
        return 0
    found = 0
    for pid in filter(str.isdecimal, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            if os.stat(f"/proc/{pid}").st_uid == os.getuid():
                found += len(os.listdir(f"/proc/{pid}/task"))
    return found


def die_with_parent() -> None:
    """Ask the system to kill this process when its parent ends; Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends; Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_orphans() -> None:
    """Kill and reap every child of this process, and the orphans of these, until there is none."""
    while True:
        for pid in _children():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def end_all_of(user: int) -> None:
    """Kill every process of a user in one system call, so that no fork escapes; the caller may be another user."""
    pid = os.fork()
    if pid == 0:
        try:
            os.setresuid(user, user, user)
            os.kill(-1, signal.SIGKILL)
        finally:
            os._exit(0)
    os.waitpid(pid, 0)


def _children() -> list[int]:
    path = f"/proc/self/task/{threading.get_native_id()}/children"
    try:
        with open(path, encoding="ascii") as file:
            return [int(pid) for pid in file.read().split()]
    except OSError:
        return []
