"""Gives an instructor's code a current folder in which it finds what students find: a copy of the template.

Why it is so: docs/decisions/0038.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from .course_files import course_files


@contextlib.contextmanager
def working_in(template: Path) -> Iterator[None]:
    """Run code in a copy of a template's folder, with its modules within reach, wherever the grader was started.

    What the code writes stays in the copy. Modules that it imports from there are forgotten at the end, since another
    template may have other modules of these names.

    Args:
        template: the template's folder.
    """
    copy = _copied(template.resolve(), tuple(_stamps(template)))
    outside, before = _current_folder(), set(sys.modules)
    sys.path.append(copy)
    os.chdir(copy)
    try:
        yield
    finally:
        if outside is not None:
            os.chdir(outside)
        with contextlib.suppress(ValueError):  # the code may have changed the list
            sys.path.remove(copy)
        sys.path_importer_cache.pop(copy, None)
        for name in set(sys.modules) - before:
            if str(getattr(sys.modules[name], "__file__", None) or "").startswith(copy + os.sep):
                del sys.modules[name]


def _current_folder() -> str | None:
    try:
        return os.getcwd()
    except OSError:  # it was deleted meanwhile
        return None


def _stamps(template: Path) -> Iterator[tuple[str, int, int]]:
    for path in course_files(template):
        told = path.stat()
        yield path.relative_to(template).as_posix(), told.st_mtime_ns, told.st_size


@lru_cache(maxsize=8)
def _copied(template: Path, stamps: tuple[tuple[str, int, int], ...]) -> str:
    """Return a copy of a template's folder as it is now; it is removed when this process ends."""
    folder = tempfile.mkdtemp(prefix="grader-work-")
    owner = os.getpid()

    def remove() -> None:
        if os.getpid() == owner:  # a fork has the same copy, and leaves it alone
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    for name, _, _ in stamps:
        target = Path(folder) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(template / name, target)
    return os.path.realpath(folder)
