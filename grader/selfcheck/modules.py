"""The student's modules: loaded, and loaded anew when their files have changed."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from types import ModuleType
from typing import Any


class Modules:
    """Keeps the loaded modules equal to the files on disk."""

    def __init__(self) -> None:
        self._loaded: dict[str, bytes] = {}

    def load(self, name: str, root: Path) -> ModuleType:
        """Return the module of a name in a folder; raises whatever its code raises."""
        sys.path.insert(0, str(root))
        importlib.invalidate_caches()
        if name in sys.modules and _is_below(sys.modules[name], _spellings(root)):
            return sys.modules[name]
        package = name.split(".")[0]
        if any(_is_elsewhere(sys.modules.get(known), root) for known in (package, name)):
            self._forget(package)
        module = importlib.import_module(name)
        self._loaded |= {own: _content(one) for own, one in _own(root) if own not in self._loaded}
        return module

    @staticmethod
    def _forget(package: str) -> None:
        for name in [name for name in sys.modules if f"{name}.".startswith(f"{package}.")]:
            del sys.modules[name]

    def refresh(self, root: Path, namespace: MutableMapping[str, Any]) -> list[str]:
        """Load modules anew where a file has changed since they were loaded, or where nobody knows.

        Modules that import a changed one are loaded anew too, and names that the notebook imported from them.

        Args:
            root: the student's folder.
            namespace: the notebook's variables.

        Returns:
            The paths of the changed files.
        """
        own = dict(_own(root))
        changed = [name for name, module in own.items() if self._loaded.get(name) != _content(module)]
        told = [_path(own[name], root) for name in changed if name in self._loaded]
        if not changed:
            return []
        importlib.invalidate_caches()
        for name in reversed(list(own)):  # what a module imports was begun after it
            self._reload(name, own[name], namespace)
        return told

    def _reload(self, name: str, module: ModuleType, namespace: MutableMapping[str, Any]) -> None:
        before = dict(vars(module))
        try:
            importlib.reload(module)
        except BaseException:  # told when the module is asked for its functions: then it is loaded again
            sys.modules.pop(name, None)
            self._loaded.pop(name, None)
            return
        self._loaded[name] = _content(module)
        for title, value in list(namespace.items()):
            if title in before and before[title] is value and title in vars(module):
                namespace[title] = vars(module)[title]


def _own(root: Path) -> Iterator[tuple[str, ModuleType]]:
    """Yield the loaded modules whose files lie in a folder, in the order in which they were first imported."""
    places = _spellings(root)
    for name, module in list(sys.modules.items()):
        if name != "__main__" and _is_below(module, places):
            yield name, module


def _spellings(root: Path) -> tuple[str, str]:
    """Return the beginnings of the paths of all that lies in a folder: as it was given, and without links."""
    return str(root) + os.sep, os.path.realpath(root) + os.sep


def _is_below(module: ModuleType, places: tuple[str, str]) -> bool:
    """Return whether a module is a file in a folder; what lies in a zip or in an environment is none."""
    path = getattr(module, "__file__", None)
    if not isinstance(path, str) or not path.endswith(".py") or "site-packages" in path:
        return False
    return os.path.abspath(path).startswith(places) and os.path.isfile(path)


def _is_elsewhere(module: ModuleType | None, root: Path) -> bool:
    """Return whether a module was loaded from another folder: another copy of the assignment."""
    if module is None or getattr(module, "__file__", None) is None:
        return False
    return not _is_below(module, _spellings(root))


def _path(module: ModuleType, root: Path) -> str:
    return os.path.relpath(os.path.realpath(str(module.__file__)), os.path.realpath(root)).replace(os.sep, "/")


def _content(module: ModuleType) -> bytes:
    try:
        return Path(str(module.__file__)).read_bytes()
    except OSError:
        return b""
