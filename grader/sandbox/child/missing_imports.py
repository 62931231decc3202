"""Replaces what an import did not find by a stub, so that a needless import does not make the whole file fail.

Only a failed import that student code does not catch gets one, so that a student's own way around it is kept.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import linecache
import sys
from collections.abc import Mapping
from importlib.machinery import ModuleSpec
from types import ModuleType, TracebackType
from typing import Any

from .import_stub import KNOWN, ImportStub

MOST = 20
"""Most names that get a stub in one submission."""


class MissingImports:
    """Installs stubs in one submission, and keeps the names that got one."""

    def __init__(self, folder: str, old_modules: Mapping[str, str] | None = None) -> None:
        """Watch the imports of one submission.

        Args:
            folder: its working folder.
            old_modules: for each removed module, such as `numpy.linalg.linalg`, the one that has its names today.
        """
        self._folder = folder
        self._old_modules = old_modules or {}
        self.names: list[str] = []
        sys.meta_path.append(_StubSubmodules())

    def stand_in(self, error: BaseException | None) -> bool:
        """Install a stub for what a failed import did not find.

        Returns:
            False when the error is no failed import, or no stub can help.
        """
        if not isinstance(error, ImportError) or len(self.names) >= MOST:
            return False
        statement = self._statement(error.__traceback__)
        if isinstance(error, ModuleNotFoundError):
            return error.name is not None and self._module(_module_to_stub(error.name, statement))
        return isinstance(statement, ast.ImportFrom) and self._members(error.name or "", statement)

    def _module(self, name: str) -> bool:
        if name in sys.modules:  # also None, which stands for a module that must not be loaded
            return False
        parent, _, last = name.rpartition(".")
        now = self._old_modules.get(name)
        sys.modules[name] = _package(name) if now is None else importlib.import_module(now)
        if parent in sys.modules:
            setattr(sys.modules[parent], last, sys.modules[name])
        self.names.append(name)
        return True

    def _members(self, module: str, statement: ast.ImportFrom) -> bool:
        """Set a stub for each name that the statement imports from a module that does not have it."""
        found = sys.modules.get(module)
        missing = [alias.name for alias in statement.names if found is not None and not hasattr(found, alias.name)]
        for name in missing:
            known = KNOWN.get(module, {})
            setattr(found, name, known.get(name, ImportStub(f"{module}.{name}")))
            self.names.append(f"{module}.{name}")
        return bool(missing)

    def _statement(self, trace: TracebackType | None) -> ast.stmt | None:
        """Return the student's own import statement that failed, where its source can be read."""
        found = None
        while trace is not None:
            name = trace.tb_frame.f_code.co_filename
            if name.startswith(self._folder + "/") or "ipykernel" in name or "ipython-input" in name:
                found = (name, trace.tb_lineno)
            trace = trace.tb_next
        return None if found is None else _import_at(*found)


class _StubSubmodules:
    """An import finder for the modules inside a stub; they are stubs too."""

    def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> ModuleSpec | None:
        """Return the spec of a module whose parent is a stub."""
        if isinstance(sys.modules.get(name.rpartition(".")[0]), ImportStub):
            return ModuleSpec(name, self, is_package=True)  # type: ignore[arg-type]  # it is a loader too
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the stub."""
        return _package(spec.name)

    def exec_module(self, _module: ModuleType) -> None:
        """Do nothing, since a stub has no code to run."""


def _package(name: str) -> ImportStub:
    module = ImportStub(name)
    module.__path__ = []
    return module


def _import_at(path: str, line: int) -> ast.stmt | None:
    lines = [_without_command(text) for text in linecache.getlines(path)]
    try:
        tree = ast.parse("".join(lines))
    except (SyntaxError, ValueError):
        return None
    imports = (node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom)))
    return next((node for node in imports if node.lineno <= line <= (node.end_lineno or node.lineno)), None)


def _without_command(line: str) -> str:
    """Return a line; `pass` in place of one of IPython's own, which may be all that a block holds."""
    body = line.lstrip()
    return line[: len(line) - len(body)] + "pass\n" if body.startswith(("%", "!")) else line


def _module_to_stub(name: str, statement: ast.stmt | None) -> str:
    """Return the module to replace by a stub: the missing one, or the library that does not load without it."""
    if isinstance(statement, ast.Import) and len(statement.names) == 1:
        asked = statement.names[0].name
    elif isinstance(statement, ast.ImportFrom) and statement.level == 0 and statement.module:
        asked = statement.module
    else:
        return name
    related = asked.split(".")[0] == name.split(".")[0]
    return name if related or not _installed(asked.split(".")[0]) else asked.split(".")[0]


def _installed(library: str) -> bool:
    """Return whether a library is installed with Python, outside the student's own files."""
    spec = importlib.util.find_spec(library)
    origin = "" if spec is None else spec.origin or ""
    return origin.startswith((sys.prefix, sys.base_prefix))


def is_barred_module(error: ImportError) -> bool:
    """Return whether an import failed at a module that is barred because it did not end loading before."""
    return isinstance(error, ModuleNotFoundError) and sys.modules.get(error.name or "", error) is None
