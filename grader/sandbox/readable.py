"""Lists the parts of the file system that the interpreter and its packages need, and nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

import grader

from .packages import hidden_paths, hidden_sites

SYSTEM = (
    *("/usr/bin", "/usr/sbin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec", "/usr/share"),
    *("/usr/local/bin", "/usr/local/lib", "/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime"),
)
"""Folders of programs, libraries and what they read; not all of /usr, since a course's files may lie below it."""
_PARTS = ("bin", "lib", "lib64", "share", "pyvenv.cfg")
"""Folders and files of an interpreter and its environment; a course may lie beside them."""
TOP = ("/bin", "/sbin", "/lib", "/lib32", "/lib64")
"""The older names of these folders, which are links on most systems."""
_LOOKED_UP = ("/etc/passwd", "/etc/group", "/etc/nsswitch.conf")
_PROCESS = ("/proc/self", "/proc/cpuinfo", "/proc/meminfo")


def python_parts() -> list[str]:
    """Return the parts of the interpreter and of its environment that do not lie in the system's folders."""
    prefixes = sorted({sys.base_prefix, sys.prefix} - {"/usr", "/usr/local"})
    parts = (os.path.join(prefix, part) for prefix in prefixes for part in _PARTS)
    return [part for part in parts if os.path.lexists(part)]


def own_package() -> list[str]:
    """Return the folders in which the grader is installed as a package, which student code must not find."""
    package = Path(grader.__file__).resolve().parent
    inside = [Path(part) for part in (*SYSTEM, *python_parts())]
    if not any(package.is_relative_to(part) for part in inside):
        return []
    return [str(path) for path in (package, *package.parent.glob("notebook_grader-*.dist-info"))]


@cache
def system_and_python(packages: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the paths of the system and of Python, without links, the grader's folders and hidden packages.

    Args:
        packages: the packages that the rubric allows, by the name that is imported.
    """
    return tuple(_outside(_hidden(packages)))


@cache
def covered(packages: tuple[str, ...] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paths of the system and of Python where whole folders can be covered, and the folders to cover.

    Nothing is imported from a folder of packages of another interpreter, so that an empty one may stand in its place.
    That leaves a third of the paths, and to bind many takes bubblewrap a third of a second.

    Args:
        packages: the packages that the rubric allows, by the name that is imported.
    """
    parts = [Path(part) for part in (*SYSTEM, *TOP, *python_parts())]
    whole = [Path(site) for site in hidden_sites()]
    sites = [site for site in whole if site == site.resolve() and any(site.is_relative_to(part) for part in parts)]
    paths = tuple(_outside([path for path in _hidden(packages) if path not in sites]))
    return paths, tuple(str(site) for site in sites if any(site.is_relative_to(path) for path in paths))


def readable(packages: tuple[str, ...] = ()) -> list[str]:
    """Return the paths that may be read where the file system itself cannot be replaced.

    Args:
        packages: the packages that the rubric allows, by the name that is imported.
    """
    return [*system_and_python(packages), *_LOOKED_UP, *_PROCESS]


def listable(packages: tuple[str, ...] = ()) -> list[str]:
    """Return the folders that may only be listed, since not all of their content may be read.

    Args:
        packages: the packages that the rubric allows, by the name that is imported.
    """
    hidden = _hidden(packages)
    return [part for part in (*SYSTEM, *python_parts()) if any(path.is_relative_to(part) for path in hidden)]


def links() -> dict[str, str]:
    """Return the target of each symbolic link among the paths of the system and the interpreter."""
    return {part: os.readlink(part) for part in (*SYSTEM, *TOP, *python_parts()) if os.path.islink(part)}


def _hidden(packages: tuple[str, ...]) -> list[Path]:
    return [Path(path) for path in (*own_package(), *hidden_paths(packages))]


def _outside(hidden: Collection[Path]) -> Iterator[str]:
    """Yield the parts of the system and of Python, without links, that hold no hidden path."""
    above = {folder for path in hidden for folder in path.parents}
    parts = [Path(part) for part in (*SYSTEM, *TOP, *python_parts())]
    for part in parts:
        if not part.is_symlink():
            yield from _around(str(part), {str(path) for path in hidden}, {str(folder) for folder in above})


def _around(path: str, hidden: Collection[str], above: Collection[str]) -> Iterator[str]:
    """Yield a path; if it is above hidden paths, yield the parts of it that are not hidden."""
    if path in hidden:
        return
    if path not in above:
        yield path
        return
    for entry in os.listdir(path):
        yield from _around(os.path.join(path, entry), hidden, above)
