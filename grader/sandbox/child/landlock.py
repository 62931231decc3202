"""Restricts this process by Landlock: no files outside of a list, no TCP, and no signals to processes outside.

Source: Linux kernel, Documentation/userspace-api/landlock.rst; the numbers are those of its ABI.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from collections.abc import Iterable

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_EXECUTE, _WRITE, _READ, _READ_DIR = 1, 2, 4, 8
_TRUNCATE, _IOCTL = 1 << 14, 1 << 15
_READABLE = _EXECUTE | _READ | _READ_DIR
_OF_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE | _IOCTL
_NO_NEW_PRIVILEGES = 38
_VERSION = 1
_LIBRARY = ctypes.CDLL(None, use_errno=True)


def version() -> int:
    """Return the version of Landlock's ABI that this kernel has; 0 or less when it has no Landlock."""
    if sys.platform != "linux":
        return 0
    found: int = _LIBRARY.syscall(_CREATE, 0, 0, _VERSION)
    return found


def restrict(writable: Iterable[str], readable: Iterable[str], listable: Iterable[str] = ()) -> None:
    """Deny this process and its children all files but those below these paths.

    Args:
        writable: what may be read, run and changed.
        readable: what may be read and run.
        listable: folders whose names, and those of the folders below, may be listed.

    Raises:
        OSError: this kernel has no Landlock.
    """
    abi = version()
    if abi <= 0:
        raise OSError(errno.ENOSYS, "there is no Landlock")
    rights = (1 << (13 + (abi >= 2) + (abi >= 3) + (abi >= 5))) - 1
    rules = struct.pack("<Q", rights)
    rules += struct.pack("<Q", 3) if abi >= 4 else b""  # binding and connecting of TCP
    rules += struct.pack("<Q", 3) if abi >= 6 else b""  # abstract sockets and signals stay inside
    ruleset = checked(_LIBRARY.syscall(_CREATE, rules, len(rules), 0), "landlock_create_ruleset")
    for paths, allowed in ((writable, rights), (readable, _READABLE), (listable, _READ_DIR)):
        for path in paths:
            _allow(ruleset, path, allowed & rights)
    checked(_LIBRARY.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0), "no new privileges")
    checked(_LIBRARY.syscall(_RESTRICT, ruleset, 0), "landlock_restrict_self")
    os.close(ruleset)


def checked(result: int, what: str) -> int:
    """Return a system call's result; raise OSError when it failed."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rule = struct.pack("<Qi", rights if os.path.isdir(path) else rights & _OF_FILES, place)
    checked(_LIBRARY.syscall(_ADD, ruleset, 1, rule, 0), f"landlock_add_rule {path}")
    os.close(place)
