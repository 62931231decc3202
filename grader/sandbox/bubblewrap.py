"""The walls around a whole slot: no network, no home, and of the file system only what Python needs, read-only."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import site
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import grader

LIBRARY, GIVEN, WORK, HOME = "/slot/lib", "/slot/given", "/slot/work", "/slot/home"
"""Where our own code, a submission's files, its working folder and its home are, seen from inside."""


def found() -> str | None:
    """The program, where it is installed."""
    return shutil.which("bwrap")


def command(inner: list[str], library: Path, given: Path, environment: Mapping[str, str]) -> list[str]:
    """A command that runs another one behind walls.

    Args:
        inner: what to run; paths as seen from inside.
        library: the folder of our own code that is bound, read-only.
        given: the folder of a submission's files, read-only.
        environment: all variables that it sees.
    """
    words = [found() or "bwrap", "--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    words += ["--unshare-cgroup-try", "--uid", "1000", "--gid", "1000", "--die-with-parent", "--clearenv"]
    for name, value in environment.items():
        words += ["--setenv", name, value]
    words += [*_system(), "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]  # noqa: S108 - inside
    words += _python()  # behind /tmp, since an interpreter may lie there
    words += ["--ro-bind", str(library), LIBRARY, "--ro-bind", str(given), GIVEN]
    words += ["--dir", WORK, "--tmpfs", HOME, "--chdir", HOME, *inner]
    return words


def readable() -> list[str]:
    """What the interpreter and its packages need to read, as absolute paths."""
    own = {sys.prefix, sys.base_prefix, *site.getsitepackages()}
    few = ["/etc/ld.so.cache", "/etc/localtime", "/etc/passwd", "/etc/group", "/etc/nsswitch.conf"]
    return ["/usr", "/lib", "/lib64", "/bin", *few, "/proc/self", "/proc/cpuinfo", "/proc/meminfo", *sorted(own)]


def _system() -> Iterator[str]:
    yield from ("--ro-bind", "/usr", "/usr", "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache")
    for name in ("/bin", "/sbin", "/lib", "/lib64"):
        if os.path.islink(name):
            yield from ("--symlink", os.readlink(name), name)
        elif os.path.isdir(name):
            yield from ("--ro-bind", name, name)


def _python() -> Iterator[str]:
    """The interpreter and its packages, without the grader itself where it is installed as a package."""
    for prefix in sorted({sys.base_prefix, sys.prefix}):
        if not prefix.startswith("/usr"):
            yield from ("--ro-bind", prefix, prefix)
    for folder in _ours():
        yield from ("--tmpfs", folder)


def _ours() -> Iterator[str]:
    package = Path(grader.__file__).resolve().parent
    bound = [Path(prefix) for prefix in (sys.prefix, sys.base_prefix, "/usr")]
    if any(package.is_relative_to(prefix) for prefix in bound):
        yield str(package)
    try:
        about = importlib.metadata.distribution("grader").locate_file("")
        yield from map(str, Path(str(about)).glob("grader-*.dist-info"))
    except importlib.metadata.PackageNotFoundError:
        return
