"""Loads the student's modules, and reloads them when their files have changed."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable, Iterator, MutableMapping
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any


class Modules:
    """The student's loaded modules, which are reloaded when their files have changed."""

    def __init__(self) -> None:
        self._loaded: dict[str, bytes] = {}

    def load(self, name: str, root: Path) -> ModuleType:
        """Import a module from a folder; a module of the same name from another folder is unloaded first.

        Args:
            name: the module's dotted name.
            root: the student's folder.

        Raises:
            BaseException: anything that the module's code raises.
        """
        sys.path.insert(0, str(root))
        importlib.invalidate_caches()
        if name in sys.modules and _is_below(sys.modules[name], _spellings(root)):
            return sys.modules[name]
        package = name.split(".")[0]
        if any(_is_elsewhere(sys.modules.get(known), root) for known in (package, name)):
            self._forget(package)
        module = importlib.import_module(name)
        self._loaded |= {own: _content(one) for own, one in own_modules(root) if own not in self._loaded}
        return module

    def remember(self, names: Iterable[str], root: Path) -> None:
        """Take modules of a folder that were loaded just now for loaded as their files are.

        Args:
            names: names of loaded modules, of which those outside of the folder are left out.
            root: the student's folder.
        """
        fresh = set(names)
        self._loaded |= {name: _content(module) for name, module in own_modules(root) if name in fresh}

    @staticmethod
    def namespaces(root: Path) -> list[dict[str, Any]]:
        """Return the variables of each loaded module whose file lies in a folder."""
        return [vars(module) for _, module in own_modules(root)]

    @staticmethod
    def _forget(package: str) -> None:
        for name in [name for name in sys.modules if f"{name}.".startswith(f"{package}.")]:
            del sys.modules[name]

    def refresh(self, root: Path, namespace: MutableMapping[str, Any]) -> list[str]:
        """Reload the modules of a folder where the file of one has changed since it was loaded.

        All of them are reloaded, since others may import the changed one, and so is a module whose content at the time
        of loading is not known. Variables of the notebook that were imported from them get their new values.

        Args:
            root: the student's folder.
            namespace: the notebook's variables; it is changed.

        Returns:
            Paths of the files that are known to have changed, relative to the folder.
        """
        own = dict(own_modules(root))
        changed = [name for name, module in own.items() if self._loaded.get(name) != _content(module)]
        told = [_path(own[name], root) for name in changed if name in self._loaded]
        if not changed:
            return []
        importlib.invalidate_caches()
        for name in reversed(list(own)):  # a module is listed before those that it imports
            self._reload(name, own[name], namespace)
        return told

    def _reload(self, name: str, module: ModuleType, namespace: MutableMapping[str, Any]) -> None:
        before = dict(vars(module))
        try:
            importlib.reload(module)
        except BaseException:  # it is reported when a function of the module is needed, since that loads it again
            sys.modules.pop(name, None)
            self._loaded.pop(name, None)
            return
        self._loaded[name] = _content(module)
        for title, value in list(namespace.items()):
            if title in before and before[title] is value and title in vars(module):
                namespace[title] = vars(module)[title]


def own_modules(root: Path) -> Iterator[tuple[str, ModuleType]]:
    """Yield (name, module) for the loaded modules whose files lie in a folder, in the order of their first import."""
    places = _spellings(root)
    for name, module in list(sys.modules.items()):
        if name != "__main__" and _is_below(module, places):
            yield name, module


def _spellings(root: Path) -> tuple[str, str]:
    """Return a folder's path with a separator at its end: as it was given, and with symbolic links resolved."""
    return str(root) + os.sep, os.path.realpath(root) + os.sep


def _is_below(module: ModuleType, places: tuple[str, str]) -> bool:
    """Return whether a module is a Python file below one of two paths; one in a zip or in `site-packages` is not.

    Args:
        module: a loaded module.
        places: the folder's path in the two forms that `_spellings` returns.
    """
    path = getattr(module, "__file__", None)
    if not isinstance(path, str) or not path.endswith(".py") or "site-packages" in path:
        return False
    folder = "" if os.path.isabs(path) else os.getcwd()
    return _absolute(path, folder).startswith(places) and os.path.isfile(path)


@lru_cache(maxsize=8192)
def _absolute(path: str, folder: str) -> str:
    """Return a path as it is from the root; a program has thousands of modules, and each check asks for all of them."""
    return os.path.normpath(os.path.join(folder, path))


def _is_elsewhere(module: ModuleType | None, root: Path) -> bool:
    """Return whether a module was loaded from a file in another folder, such as another copy of the assignment."""
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
