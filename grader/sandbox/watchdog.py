"""Checks limits on all processes of a submission together, since the kernel bounds each process alone.

Why it is so: docs/decisions/0012.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from grader.model.observation import LimitReason

from . import usage
from .cgroup import MemoryGroup

INTERVAL = 0.1
"""Seconds between two looks at processes."""
FOLDER_INTERVAL = 0.5
"""Seconds between two looks at folders."""

MOST_NEW = 8
"""Processes by which a tree may grow between two looks and still be asked for its memory: the system answers that
late while they fork, and so many more at each look soon are too many."""

MOST_SHARING = 16
"""Processes up to which it counts that one of them had no processor; more of them keep each other from it."""


class ExceededLimit(Enum):
    """A limit that a submission as a whole went over."""

    CPU = LimitReason.CPU.value
    MEMORY = LimitReason.MEMORY.value
    PROCESSES = LimitReason.PROCESSES.value
    DISK = LimitReason.DISK.value


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalLimits:
    """Limits on all processes of a submission together."""

    memory_bytes: int
    """Most memory in use, bytes."""
    processes: int
    """Most processes."""
    folders: tuple[Path, ...] = ()
    """Folders whose size the system does not bound."""
    folder_bytes: int = 0
    """Most bytes in these folders together."""
    folder_files: int = 0
    """Most files in these folders together."""


class Watchdog:
    """Measures a submission's use from the moment it is made, without what the warm process used before."""

    def __init__(self, root: int, bounds: TotalLimits, group: MemoryGroup | None = None) -> None:
        """Start measuring.

        Args:
            root: id of the process that all processes of the submission descend from.
            bounds: the limits on all of them together.
            group: the control group that bounds their memory, if there is one.
        """
        self._root, self._bounds, self._group = root, bounds, group
        self._kills_before = group.kills() if group else 0
        pids = usage.tree(root)
        self._processes = self._processes_before = len(pids)
        self._cpu_before = usage.cpu_seconds(pids)
        self._memory_before = usage.resident_bytes(pids)
        self._allowed: float | None = None
        self._next_look = self._next_walk = time.monotonic()
        self._cpu = 0.0
        self._starved = {pid: usage.starved_seconds(pid) for pid in pids}
        self._starved_at = time.monotonic()
        self.starved_seconds = 0.0
        """Seconds in which it was ready to run and had no processor, since others used them."""
        self.peak_bytes = 0
        """The largest memory of one process at any check, bytes."""
        self._over: ExceededLimit | None = None

    def allow(self, cpu_seconds: float | None) -> None:
        """Set the CPU seconds that may be used from now on; None removes the limit."""
        self._allowed = None if cpu_seconds is None else self.cpu_seconds() + cpu_seconds

    def cpu_seconds(self) -> float:
        """Return the CPU seconds used so far, as measured at most `INTERVAL` seconds ago."""
        self.look()
        return self._cpu

    def look(self, now: bool = False) -> ExceededLimit | None:
        """Measure, and return the limit that was exceeded, or None.

        Args:
            now: whether to look even if the last look was a moment ago.
        """
        moment = time.monotonic()
        if self._over is None and (now or moment >= self._next_look):
            self._next_look = moment + INTERVAL
            self._over = self._seen()
        if self._over is None and self._bounds.folders and moment >= self._next_walk:
            self._next_walk = moment + FOLDER_INTERVAL
            self._over = ExceededLimit.DISK if self._filled() else None
        return self._over

    def _seen(self) -> ExceededLimit | None:
        pids = usage.tree(self._root)
        before, self._processes = self._processes, len(pids)
        if self._processes - self._processes_before > self._bounds.processes:
            return ExceededLimit.PROCESSES
        self._cpu = max(usage.cpu_seconds(pids) - self._cpu_before, self._cpu)
        self.peak_bytes = max(usage.peak_bytes(pids), self.peak_bytes)
        if self._allowed is not None and self._cpu > self._allowed:
            return ExceededLimit.CPU
        self._note_starved(pids)
        multiplies = self._processes > before + MOST_NEW
        return ExceededLimit.MEMORY if not multiplies and self._beyond_memory(pids) else None

    def _note_starved(self, pids: list[int]) -> None:
        """Add how long its processes had no processor; of several that were ready at a time the longest counts.

        It is never more than has passed since the last look, also where a process is met that was not seen there.
        """
        now = {pid: usage.starved_seconds(pid) for pid in pids}
        before, self._starved_at = self._starved_at, time.monotonic()
        if len(pids) - self._processes_before <= MOST_SHARING:
            longest = max((now[pid] - self._starved.get(pid, 0.0) for pid in now), default=0.0)
            self.starved_seconds += min(longest, self._starved_at - before)
        self._starved = now

    def _beyond_memory(self, pids: list[int]) -> bool:
        if self._group is not None:
            return self._group.kills() > self._kills_before
        most = self._bounds.memory_bytes
        return usage.resident_bytes(pids) - self._memory_before > most and usage.memory_bytes(pids) > most

    def _filled(self) -> bool:
        size = files = 0
        for length in _lengths(self._bounds.folders):
            size, files = size + length, files + 1
            if size > self._bounds.folder_bytes or files > self._bounds.folder_files:
                return True
        return False


def _lengths(folders: Iterable[Path]) -> Iterator[int]:
    """Yield the bytes on disk of each file and folder below these folders that can be read."""
    waiting: list[str] = [str(folder) for folder in folders]
    while waiting:
        try:
            entries = os.scandir(waiting.pop())
        except OSError:
            continue
        with entries:
            for entry in entries:
                try:
                    yield entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                except OSError:
                    continue
