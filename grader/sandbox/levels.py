"""Defines the levels of isolation, their promises, and the settings of a fork at each level.

Why it is so: docs/decisions/0004.
"""

from __future__ import annotations

from pathlib import Path

from grader.model.record import Isolation, IsolationLevel
from grader.model.rubric import Limits

from . import bubblewrap
from .readable import listable, readable
from .watchdog import TotalLimits

OPEN_FILES = 256
"""Most files that a submission's process may have open."""
SHARED = "/dev/shm"  # noqa: S108 - the system's own
"""Folder of named shared memory; it is closed where a submission cannot get an empty one of its own."""
FULL = Isolation(
    level=IsolationLevel.FULL,
    enforced=(
        *("own_process", "namespaces", "no_network", "read_only", "landlock", "seccomp", "no_pickle"),
        *("clean_environment", "limits", "totals", "disk", "deadlines"),
    ),
    not_enforced=(),
)
LIMITED = Isolation(
    level=IsolationLevel.LIMITED,
    enforced=("own_process", "no_pickle", "clean_environment", "limits", "disk_watched", "deadlines"),
    not_enforced=("network", "files", "processes", "totals_open"),
)
NONE = Isolation(level=IsolationLevel.NONE, enforced=LIMITED.enforced, not_enforced=LIMITED.not_enforced)
"""Promises of each level, without the walls that only some machines have; each promise has its words in the table
[isolation] of the message catalogues."""
OWN_USER = "own_user"
"""Promise of a slot that root runs at `limited`, where the self-test finds that a user of its own can run Python."""
WALLS = {
    "network": "no_socket",
    "files": "landlock",
    "seccomp": "seccomp",
    "totals": "totals",
    "user": OWN_USER,
}
"""Promises that `limited` gains for each wall that the self-test finds to hold: the wall, and the promise's key."""
GAPS = {"network": "network", "files": "files", "processes": "processes", "totals": "totals_open"}
"""Gaps that stay where a wall does not hold: the wall, and the gap's key."""


def fork_settings(
    level: IsolationLevel,
    scratch: Path,
    limits: Limits,
    content_bytes: int = 0,
    user: int | None = None,
    packages: tuple[str, ...] = (),
) -> dict[str, object]:
    """Return the folders in which a fork works, the paths that it may read and write, and its user.

    Args:
        level: how strongly student code is held.
        scratch: the slot's own folder.
        limits: what the submission may use.
        content_bytes: size of the files that were handed in.
        user: the id that is the slot's alone.
        packages: the packages that the rubric allows, by the name that is imported.
    """
    if level == IsolationLevel.FULL:
        folder = {"folder": bubblewrap.WORK, "home": bubblewrap.HOME, "given": bubblewrap.GIVEN}
        room = {"folder_bytes": _room(limits, content_bytes), "folder_files": limits.files}
        writable = [bubblewrap.WORK, bubblewrap.HOME, SHARED]
        return {**folder, **room, "writable": writable, "readable": ["/"], "listable": [], "user": None}
    work, home, library = (str(scratch / name) for name in ("work", "home", "lib"))
    may = {"writable": [work, home], "readable": [*readable(packages), library], "listable": listable(packages)}
    return {"folder": work, "home": home, **may, "user": user}


def total_limits_of(limits: Limits, level: IsolationLevel, scratch: Path, content_bytes: int) -> TotalLimits:
    """Return the limits on all of a submission's processes together.

    Args:
        limits: the rubric's limits.
        level: the level of isolation; at `full` folders are bounded by the system.
        scratch: the slot's own folder.
        content_bytes: size of the files that were handed in, which is added to the room on disk.
    """
    folders = () if level == IsolationLevel.FULL else (scratch / "work", scratch / "home")
    return TotalLimits(
        memory_bytes=limits.memory_mib << 20,
        processes=limits.processes,
        folders=folders,
        folder_bytes=_room(limits, content_bytes),
        folder_files=limits.files,
    )


def process_limits_of(limits: Limits) -> dict[str, int]:
    """Return a rubric's limits for one process, in the units of setrlimit: bytes, seconds and counts."""
    return {
        "memory_bytes": limits.memory_mib << 20,
        "file_bytes": limits.file_mib << 20,
        "open_files": OPEN_FILES,
        "processes": limits.processes,
        "cpu_seconds": 10 * limits.notebook_cpu_seconds,
    }


def _room(limits: Limits, content_bytes: int) -> int:
    return content_bytes + (limits.disk_mib << 20)
