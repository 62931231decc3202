"""Bounds the memory of a submission as a whole by a control group, where this user may make one.

Source: Linux kernel, Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MOUNT = Path("/sys/fs/cgroup")
"""The folder in which Linux shows control groups."""
MEMBERS = Path("/proc/self/cgroup")
"""The file that says which groups this process is in."""
PREFIX = "grader-slot-"
"""Prefix of our groups' names; the maker's process id follows."""
END_SECONDS = 2.0
"""Most seconds that an emptied group may take to be removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFiles:
    """Names of the files of a control group, which differ between versions 1 and 2."""

    limit: str
    """The file that takes the limit of memory, bytes."""
    swap: str
    """The file that takes the limit of swap, bytes."""
    swap_holds_memory: bool
    """Whether the limit of swap counts memory too."""
    events: str
    """The file that counts how often a process was killed for exceeding the limit."""


VERSION_1 = GroupFiles(
    limit="memory.limit_in_bytes",
    swap="memory.memsw.limit_in_bytes",
    swap_holds_memory=True,
    events="memory.oom_control",
)
VERSION_2 = GroupFiles(limit="memory.max", swap="memory.swap.max", swap_holds_memory=False, events="memory.events")


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryGroup:
    """A control group of our own; a process is put into it before it runs any student code."""

    folder: Path
    """The group's folder."""
    files: GroupFiles
    """Names of its files."""

    def hold(self, pids: Iterable[int], limit_bytes: int) -> None:
        """Bound the memory of these processes, and of all that they start, together.

        Raises:
            OSError: the system refuses it.
        """
        (self.folder / self.files.limit).write_text(str(limit_bytes))
        with contextlib.suppress(OSError):  # not every kernel counts swap
            (self.folder / self.files.swap).write_text(str(limit_bytes if self.files.swap_holds_memory else 0))
        for pid in pids:
            (self.folder / "cgroup.procs").write_text(str(pid))

    def kills(self) -> int:
        """Return how often the system killed a process in it for want of memory."""
        words = (self.folder / self.files.events).read_text().split()
        return int(words[words.index("oom_kill") + 1]) if "oom_kill" in words else 0

    def close(self) -> None:
        """Remove the group, once its last process is gone."""
        deadline = time.monotonic() + END_SECONDS
        while self.folder.exists() and time.monotonic() < deadline:
            try:
                self.folder.rmdir()
            except OSError:  # a process that was killed is still on its way out
                time.sleep(0.01)


def memory_group(mount: Path = MOUNT, members: Path = MEMBERS) -> MemoryGroup | None:
    """Return a new group; None where this user can make none.

    Args:
        mount: where the system shows control groups.
        members: the file that says which groups this process is in.
    """
    for parent, files in _places(mount, members):
        folder = parent / f"{PREFIX}{os.getpid()}-{secrets.token_hex(4)}"
        try:
            folder.mkdir()
        except OSError:
            continue
        _remove_abandoned(parent)
        if os.access(folder / files.limit, os.W_OK):
            return MemoryGroup(folder=folder, files=files)
        folder.rmdir()
    return None


def _remove_abandoned(parent: Path) -> None:
    """Remove groups whose makers have ended; a group that still holds a process stays."""
    for folder in parent.glob(f"{PREFIX}*"):
        maker = folder.name.removeprefix(PREFIX).split("-")[0]
        if maker.isdecimal() and not Path(f"/proc/{maker}").exists():
            with contextlib.suppress(OSError):
                folder.rmdir()


def _places(mount: Path, members: Path) -> Iterator[tuple[Path, GroupFiles]]:
    """Yield the groups below which a new one may be made, the nearest first, with the names of their files."""
    try:
        lines = members.read_text().splitlines()
    except OSError:
        return
    for _, controllers, path in (line.split(":", 2) for line in lines):
        if "memory" in controllers.split(","):
            own = mount / "memory" / path.lstrip("/")
            yield (own if own.is_dir() else mount / "memory"), VERSION_1
        elif not controllers:
            yield from ((above, VERSION_2) for above in _above(mount, mount / path.lstrip("/")))


def _above(mount: Path, own: Path) -> Iterator[Path]:
    """Yield our own group of version 2 and those above it that pass the memory controller on to groups below them."""
    for above in (own, *own.parents):
        control = above / "cgroup.subtree_control"
        if control.is_file() and "memory" in control.read_text().split():
            yield above
        if above == mount:
            return
