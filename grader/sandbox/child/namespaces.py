"""Gives a submission its own user, mount, pid, ipc and network namespaces, inside those of bubblewrap."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

from .landlock import checked

_MOUNT, _IPC, _USER, _PID, _NETWORK = 0x20000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
_NO_SUID, _NO_DEVICES, _NO_EXEC = 2, 4, 8
_RECURSIVE_PRIVATE = 0x44000
_LIBRARY = ctypes.CDLL(None, use_errno=True)


def leave_all() -> None:
    """Move this process into new namespaces, of which that of pids takes effect for its children alone."""
    user, group = os.geteuid(), os.getegid()
    checked(_LIBRARY.unshare(_USER | _MOUNT | _PID | _IPC | _NETWORK), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    checked(_LIBRARY.mount(b"none", b"/", None, _RECURSIVE_PRIVATE, None), "mount private")


def mount_memory(path: str, room_bytes: int, files: int) -> None:
    """Mount an empty folder in memory, bounded in size and number of files."""
    options = f"size={room_bytes},nr_inodes={files},mode=755".encode()
    checked(_LIBRARY.mount(b"tmpfs", path.encode(), b"tmpfs", _NO_SUID | _NO_DEVICES, options), f"mount {path}")


def mount_processes() -> None:
    """Mount a /proc that shows this namespace's processes alone; where that is refused, hide /proc."""
    flags = _NO_SUID | _NO_DEVICES | _NO_EXEC
    if _LIBRARY.mount(b"proc", b"/proc", b"proc", flags, None) < 0:
        mount_memory("/proc", 1 << 20, 16)


def drop_capabilities() -> None:
    """Give up every capability permanently."""
    bounding_set_drop, ambient, clear_all, set_capabilities = 24, 47, 4, 126
    for capability in range(64):
        _LIBRARY.prctl(bounding_set_drop, capability, 0, 0, 0)
    _LIBRARY.prctl(ambient, clear_all, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    nothing = (ctypes.c_uint32 * 6)()
    checked(_LIBRARY.syscall(set_capabilities, header, nothing), "capset")
