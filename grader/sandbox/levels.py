"""What each level of isolation consists of, and what a fork of it is told."""

from __future__ import annotations

from pathlib import Path

from grader.model.record import Isolation
from grader.model.rubric import Limits

from . import bubblewrap

OPEN_FILES = 256
"""Most files that a submission's process may hold open."""
PROCESSES = 256
"""Most processes and threads of a submission."""
FOLDER_FILES = 20_000
"""Most files in its working folder."""
FOLDER_MEGABYTES = 128
"""Room in a working folder beside the files that were handed in."""
FULL = Isolation(
    level="full",
    enforced=(
        *("own_process", "namespaces", "no_network", "read_only", "landlock", "seccomp", "no_pickle"),
        *("clean_environment", "limits", "disk", "deadlines"),
    ),
    not_enforced=("total_memory",),
)
LIMITED = Isolation(
    level="limited",
    enforced=("own_process", "no_pickle", "clean_environment", "limits", "deadlines"),
    not_enforced=("network", "files", "totals"),
)
NONE = Isolation(level="none", enforced=LIMITED.enforced, not_enforced=(*LIMITED.not_enforced, "processes"))
"""What each level promises, and what not, before walls that only some machines have; each has its words in the table
[isolation] of the message catalogues."""
WALLS = {"network": "no_socket", "files": "landlock", "seccomp": "seccomp"}
"""What `limited` has besides where the self-test finds that it holds: the thing tried, and its words."""


def places(level: str, scratch: Path, content_bytes: int = 0) -> dict[str, object]:
    """Where a fork works, and what it may read and write.

    Args:
        level: `full`, `limited` or `none`.
        scratch: the slot's own folder.
        content_bytes: size of the files that were handed in.
    """
    if level == "full":
        folder = {"folder": bubblewrap.WORK, "given": bubblewrap.GIVEN, "files": FOLDER_FILES}
        size = content_bytes // (1 << 20) + FOLDER_MEGABYTES
        return {**folder, "folder_megabytes": size, "writable": [bubblewrap.WORK], "readable": ["/"]}
    work, home, library = (str(scratch / name) for name in ("work", "home", "lib"))
    return {"folder": work, "writable": [work, home], "readable": [*bubblewrap.readable(), library]}


def limits_of(limits: Limits) -> dict[str, int]:
    """A rubric's limits as the system takes them."""
    return {
        "memory_bytes": limits.memory_mib << 20,
        "file_bytes": limits.file_mib << 20,
        "open_files": OPEN_FILES,
        "processes": PROCESSES,
        "cpu_seconds": 10 * limits.notebook_cpu_seconds,
    }
