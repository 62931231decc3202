"""Starts our own code in a slot: the folders of a slot, the interpreter's flags, and the walls around it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import grader.sandbox.child
from grader.model.record import IsolationLevel

from . import bubblewrap

_MAIN = (
    "import gc, sys; gc.disable(); sys.path.insert(0, sys.argv[1]); "
    "from {package}.{module} import main; gc.enable(); main(sys.argv[2])"
)
"""What the interpreter runs; of what is imported nothing is garbage, and to look for it takes a tenth of the time."""
_KEPT = ("PATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "LD_LIBRARY_PATH")
"""Environment variables that student code gets from ours: paths of programs and libraries, nothing else."""
PACKAGE = "sandbox_child"
"""The name of our own package inside the sandbox; no student's module of another name is taken for it."""
LOG = "log"
"""The file of a slot that holds what its processes say."""
FOLDERS = ("given", "work", "home", "own")
"""A slot's folders: what was handed in, where it runs, the home of a submission, and that of the warm process."""


def lay_out(scratch: Path) -> None:
    """Make a slot's folders, with our own code in `lib`."""
    scratch.chmod(0o711)  # a submission's user may pass through
    for name in FOLDERS:
        (scratch / name).mkdir()
    library = scratch / "lib" / PACKAGE
    for folder in dict.fromkeys(library / one.path.parent for one in _library()):
        folder.mkdir(parents=True)
        folder.chmod(0o755)  # whatever our umask is
    (scratch / "lib").chmod(0o755)
    for one in _library():
        place = library / one.path
        place.write_bytes(one.content)
        place.chmod(0o644)
        os.utime(place, ns=(one.changed, one.changed))  # by which Python knows that a compiled form is of its source


@dataclass(frozen=True, slots=True, kw_only=True)
class _LibraryFile:
    """A file of our own code in a slot."""

    path: Path
    """Its path below the package."""
    content: bytes
    """Its content."""
    changed: int
    """When it was last changed, in nanoseconds."""


@cache
def _library() -> tuple[_LibraryFile, ...]:
    """Return our own code in a slot, read once a process, folders before those below them: modules and compiled forms.

    In a compiled form nothing stands for the path at which our own code lies. That has no use: Python puts that of the
    source in its place when it loads the module.
    """
    root = Path(grader.sandbox.child.__file__).parent
    sources = sorted(root.rglob("*.py"), key=lambda path: path.parts)
    pairs = [(path, Path(importlib.util.cache_from_source(str(path)))) for path in sources]
    found = [_read(path, root, b"") for path in sources]
    found += [_read(compiled, root, os.fsencode(path)) for path, compiled in pairs if compiled.is_file()]
    return tuple(sorted(found, key=lambda one: len(one.path.parts)))


def _read(path: Path, root: Path, hidden: bytes) -> _LibraryFile:
    """Read a file, with something else of the same length in the place of what is hidden."""
    content = path.read_bytes()
    content = content.replace(hidden, b"/" * len(hidden)) if hidden else content
    return _LibraryFile(path=path.relative_to(root), content=content, changed=path.stat().st_mtime_ns)


def command(
    level: IsolationLevel, scratch: Path, module: str, argument: str, packages: tuple[str, ...] = ()
) -> list[str]:
    """Return the command line that starts a module of ours in a slot.

    Args:
        level: how strongly student code is held.
        scratch: the slot's own folder, laid out.
        module: a module of `grader.sandbox.child` with a `main`.
        argument: what `main` is given.
        packages: the packages that the rubric allows, by the name that is imported.
    """
    full = level == IsolationLevel.FULL
    library = bubblewrap.LIBRARY if full else str(scratch / "lib")
    inner = [sys.executable, "-s", "-P", "-B", "-c", _MAIN.format(package=PACKAGE, module=module), library, argument]
    if not full:
        return inner
    return bubblewrap.command(inner, scratch / "lib", scratch / "given", environment(level, scratch), packages)


def environment(level: IsolationLevel, scratch: Path) -> Mapping[str, str]:
    """Return the environment variables of a process in a slot; it gets no others."""
    home = bubblewrap.OWN if level == IsolationLevel.FULL else str(scratch / "own")
    own = {
        "HOME": home,
        "IPYTHONDIR": f"{home}/.ipython",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "agg",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "POLARS_MAX_THREADS": "1",
        "OBJC_DISABLE_INITIALIZE_FORK_SAFETY": "YES",  # macOS: scenarios run in a fork
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "TMPDIR": home,
        "VECLIB_MAXIMUM_THREADS": "1",
    }
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | own


def start_module(
    level: IsolationLevel,
    scratch: Path,
    module: str,
    argument: str,
    descriptors: list[int],
    packages: tuple[str, ...] = (),
) -> subprocess.Popen[bytes]:
    """Start a module of ours in a slot; its standard output and errors go to the slot's log.

    Args:
        level: how strongly student code is held.
        scratch: the slot's own folder, laid out.
        module: a module of `grader.sandbox.child` with a `main`.
        argument: what `main` is given.
        descriptors: what stays open for it.
        packages: the packages that the rubric allows, by the name that is imported.
    """
    with (scratch / LOG).open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - our own interpreter and text
            command(level, scratch, module, argument, packages),
            pass_fds=descriptors,
            env=environment(level, scratch),
            cwd=scratch / "own",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def last_log_line(scratch: Path) -> str:
    """Return the last line of a slot's log."""
    said = (scratch / LOG).read_text(errors="replace").strip().splitlines()
    return said[-1] if said else "it said nothing"
