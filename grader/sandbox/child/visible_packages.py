"""Finds for student code only those installed packages that it may import; any other is as if it were not installed.

Why it is so: docs/decisions/0035.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import ClassVar

_SITES = ("site-packages", "dist-packages")
"""Names of folders that hold installed packages."""


class VisiblePackages(PathFinder):
    """Python's own search along `sys.path`, in which folders of packages are searched for visible ones alone."""

    visible: ClassVar[Collection[str]] = ()
    """The outermost names that are visible."""

    @classmethod
    def find_spec(
        cls, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the spec of a module; None where there is none, or it is not visible."""
        if path is None and fullname not in cls.visible:
            path = [entry for entry in sys.path if not _is_site(entry)]
        return super().find_spec(fullname, path, target)


def show_only(visible: Collection[str]) -> None:
    """Hide from now on all installed packages but some, in this process.

    Args:
        visible: the outermost names that can still be imported, besides the standard library and the own files.
    """
    VisiblePackages.visible = frozenset(visible)
    sys.meta_path[:] = [VisiblePackages if finder is PathFinder else finder for finder in sys.meta_path]


def _is_site(entry: str) -> bool:
    return isinstance(entry, str) and os.path.basename(os.path.normpath(entry)) in _SITES
