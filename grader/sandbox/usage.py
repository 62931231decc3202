"""Reads from the system how much a process and all that it started use together; Linux only."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
MOST_PROCESSES = 2_000
"""Processes of one tree that are looked at."""


def tree(root: int) -> list[int]:
    """Return the ids of a process and of everything below it, as far as they live; empty when it has gone."""
    found: list[int] = []
    waiting = [root]
    while waiting and len(found) < MOST_PROCESSES:
        pid = waiting.pop()
        try:
            threads = os.listdir(f"/proc/{pid}/task")
        except OSError:
            continue
        found.append(pid)
        for thread in threads:
            waiting += map(int, _read(f"/proc/{pid}/task/{thread}/children").split())
    return found


def cpu_seconds(pids: Iterable[int]) -> float:
    """CPU time of processes, with that of their children that have ended and were waited for, seconds."""
    ticks = 0
    for pid in pids:
        fields = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:15]))
    return ticks / _TICKS


def resident_bytes(pids: Iterable[int]) -> int:
    """Memory that processes have in use; what several share is counted for each of them, bytes."""
    return sum(int((_read(f"/proc/{pid}/statm").split() or ["0"] * 2)[1]) for pid in pids) * _PAGE


def memory_bytes(pids: Iterable[int]) -> int:
    """Memory that processes have in use, bytes; what several share is counted once where the system says how much."""
    return sum(_proportional(pid) for pid in pids)


def peak_bytes(pids: Iterable[int]) -> int:
    """Return the most memory that any one of these processes ever had in use, bytes."""
    return max((_peak(pid) for pid in pids), default=0)


def _peak(pid: int) -> int:
    for line in _read(f"/proc/{pid}/status").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) << 10
    return 0


def _proportional(pid: int) -> int:
    for line in _read(f"/proc/{pid}/smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) << 10
    return resident_bytes([pid])


def _read(path: str) -> str:
    """Return a file of the system; empty when its process has gone or is closed to us."""
    try:
        return Path(path).read_text()
    except OSError:
        return ""
