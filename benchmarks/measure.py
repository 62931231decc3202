"""CPU seconds of a command and of everything that it starts, whoever waits for it."""

from __future__ import annotations

import os
import resource
import secrets
import subprocess
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PLACES = (Path("/sys/fs/cgroup/cpuacct"), Path("/sys/fs/cgroup/unified"), Path("/sys/fs/cgroup"))
"""Where a control group that counts CPU time may be made: version 1, both versions, version 2."""
_INTO = 'echo $$ > "$0" && exec "$@"'


class MeasureError(Exception):
    """A measured command failed; its figures would mean nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command cost."""

    cpu_seconds: float
    """CPU time, user and system."""
    wall_seconds: float
    """Time by the clock; on a shared machine an upper bound."""

    def __add__(self, other: Cost) -> Cost:
        """One command after the other."""
        return Cost(
            cpu_seconds=self.cpu_seconds + other.cpu_seconds, wall_seconds=self.wall_seconds + other.wall_seconds
        )


def cost(
    words: Sequence[str], folder: Path, extra: Mapping[str, str] | None = None, codes: Collection[int] = (0,)
) -> Cost:
    """Run a command to its end.

    Args:
        words: the command.
        folder: where it runs.
        extra: variables beside our own.
        codes: exit codes of a run that counts.

    Raises:
        MeasureError: it failed.
    """
    environment = {**os.environ, **(extra or {})}
    with _counted() as group:
        started = time.monotonic()
        before = _children()
        into = [] if group is None else ["/bin/sh", "-c", _INTO, str(group / "cgroup.procs")]
        done = subprocess.run(  # noqa: S603 - our own commands
            [*into, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        wall = time.monotonic() - started
        used = _children() - before if group is None else _counted_in(group)
    if done.returncode not in codes:
        raise MeasureError(
            f"{' '.join(words)}: exit code {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    return Cost(cpu_seconds=used, wall_seconds=wall)


def how() -> str:
    """How CPU time is counted here, in words."""
    with _counted() as group:
        if group is None:
            return "the children that were waited for: what ends with its namespace is missing"
        return f"a control group ({group.parent})"


@contextmanager
def _counted() -> Iterator[Path | None]:
    """A control group of our own, or None where none can be made."""
    for place in PLACES:
        group = place / f"grader-bench-{secrets.token_hex(4)}"
        try:
            group.mkdir()
        except OSError:
            continue
        if not ((group / "cpuacct.usage").exists() or (group / "cpu.stat").exists()):
            group.rmdir()
            continue
        try:
            yield group
        finally:
            _removed(group)
        return
    yield None


def _removed(group: Path) -> None:
    for _ in range(500):
        try:
            group.rmdir()
        except OSError:  # a process that was killed is still on its way out
            time.sleep(0.01)
        else:
            return


def _counted_in(group: Path) -> float:
    usage = group / "cpuacct.usage"
    if usage.exists():
        return int(usage.read_text()) / 1e9
    words = (group / "cpu.stat").read_text().split()
    return int(words[words.index("usage_usec") + 1]) / 1e6


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
