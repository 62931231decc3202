"""Reads from the system how much a process and its descendants use together; Linux only."""

from __future__ import annotations

import os
from collections.abc import Iterable

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_CHUNK = 1 << 16
"""Bytes that are read at a time; of a long list the system gives no more than a page."""
MOST_PROCESSES = 2_000
"""Processes of one tree that are looked at."""


def tree(root: int) -> list[int]:
    """Return the ids of a process and its living descendants; empty when the process has ended."""
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
    """Return the CPU time of processes, with that of their children that ended and were waited for, seconds."""
    ticks = 0
    for pid in pids:
        fields = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:15]))
    return ticks / _TICKS


def starved_seconds(pid: int) -> float:
    """Return how long a process was ready to run and had no processor, seconds; 0 where the system does not say."""
    fields = _read(f"/proc/{pid}/schedstat").split()
    return int(fields[1]) / 1e9 if len(fields) > 1 else 0.0


def resident_bytes(pids: Iterable[int]) -> int:
    """Return the resident memory of processes, bytes; memory that several share is counted for each of them."""
    return sum(int((_read(f"/proc/{pid}/statm").split() or ["0"] * 2)[1]) for pid in pids) * _PAGE


def memory_bytes(pids: Iterable[int]) -> int:
    """Return the memory of processes, bytes; shared memory is counted once where the system says how much it is."""
    return sum(_proportional(pid) for pid in pids)


def peak_bytes(pids: Iterable[int]) -> int:
    """Return the largest peak of resident memory of any one of these processes, bytes."""
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
    """Return the text of a file in /proc; empty when its process has ended or the file may not be read."""
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:
        return ""
    parts: list[bytes] = []
    try:
        while part := os.read(file, _CHUNK):
            parts.append(part)
    except OSError:
        return ""
    finally:
        os.close(file)
    return b"".join(parts).decode(errors="replace")
