"""Builds the bubblewrap command for a slot: no network, no home, and only the files that Python needs, read-only.

Why it is so: docs/decisions/0011.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from .readable import covered, links

LIBRARY, GIVEN, WORK, HOME, OWN = "/slot/lib", "/slot/given", "/slot/work", "/slot/home", "/slot/own"
"""Paths seen from inside: our own code, a submission's files, its working folder, its home, our own home."""


MENDED = (0, 12, 0)
"""The first version that follows no link while it makes paths (CVE-2026-87766)."""
RESTRICTED = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
"""What says whether AppArmor keeps user namespaces to programs with a profile, as Ubuntu 24.04 does."""
APPARMOR = Path("/etc/apparmor.d")
"""The folder of AppArmor's profiles."""
PROFILES = ("bwrap", "usr.bin.bwrap")
"""Names of a profile that lets bubblewrap make user namespaces."""


def find_program() -> str | None:
    """Return the path of bubblewrap's program; None where it is not installed."""
    return shutil.which("bwrap")


def version() -> tuple[int, ...]:
    """Return bubblewrap's version; empty where it is not installed, or does not tell."""
    program = find_program()
    if program is None:
        return ()
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=10, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ()
    found = re.search(r"\d+(?:\.\d+)+", said.stdout)
    return tuple(map(int, found[0].split("."))) if found else ()


def needs_profile() -> bool:
    """Return whether AppArmor keeps user namespaces to programs with a profile, and has none for bubblewrap."""
    try:
        restricted = RESTRICTED.read_text().strip() == "1"
    except OSError:
        return False
    return restricted and not any(path.name in PROFILES for path in APPARMOR.glob("*bwrap*"))


def command(
    inner: list[str],
    library: Path,
    given: Path,
    environment: Mapping[str, str],
    packages: tuple[str, ...] = (),
) -> list[str]:
    """Return a command that runs another command inside bubblewrap.

    Args:
        inner: what to run; paths as seen from inside.
        library: the folder of our own code that is bound, read-only.
        given: the folder of a submission's files, read-only.
        environment: all variables that it sees.
        packages: the packages that the rubric allows, by the name that is imported.
    """
    words = [
        find_program() or "bwrap",
        "--unshare-user",
        "--unshare-ipc",
        "--unshare-pid",
        "--unshare-net",
        "--unshare-uts",
    ]
    words += ["--unshare-cgroup-try", "--uid", "1000", "--gid", "1000", "--die-with-parent", "--clearenv"]
    for name, value in environment.items():
        words += ["--setenv", name, value]
    words += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]  # noqa: S108 - inside
    words += _bound(packages)  # behind /tmp, since an interpreter may lie there
    words += ["--ro-bind", str(library), LIBRARY, "--ro-bind", str(given), GIVEN]
    words += ["--dir", WORK, "--dir", HOME, "--tmpfs", OWN, "--chdir", OWN, *inner]
    return words


def _bound(packages: tuple[str, ...]) -> Iterator[str]:
    """Return the options that bind what Python needs, read-only; a link stays a link, no copy of its target.

    What is covered is an empty folder that nobody can write to: all submissions of a slot have the same one.
    """
    for path, target in links().items():
        yield from ("--symlink", target, path)
    paths, folders = covered(packages)
    for path in paths:
        yield from ("--ro-bind-try", path, path)
    for folder in folders:
        yield from ("--tmpfs", folder, "--remount-ro", folder)
