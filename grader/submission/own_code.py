"""Parses a student's modules and notebook, and finds in them what a dotted name stands for."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from grader.model.magics import without_magics
from grader.model.submission import Cell, CellKind

from .origins import Bindings, Origins, bindings_of
from .tree import nodes_in, tree_of

Found = TypeVar("Found")
NOTEBOOK = ""
"""The name under which the notebook is one of the student's modules; no other module imports it."""
MOST_ALIASES = 200
"""Most names of the student's modules that are looked through for what one name stands for."""
BROKEN = (SyntaxError, ValueError, RecursionError, MemoryError)
"""What parsing a source may raise."""


@dataclass(frozen=True)
class Module:
    """One of the student's modules, or the notebook."""

    statements: tuple[tuple[str, ast.stmt], ...]
    """Its statements, each with the file or cell that holds it."""
    bindings: Bindings
    """What its names are bound to."""
    origins: Origins
    """What its names stand for."""
    places: Mapping[int, str]
    """The file or cell of each node, by the node's id."""
    imports: Mapping[str, Sequence[ast.Import | ast.ImportFrom]]
    """The statements that import a name, by the name that they bind; `*` for all names of a module."""
    package: tuple[str, ...]
    """The parts of the package that its relative imports are relative to."""


@dataclass
class OwnCode:
    """All of a student's code, parsed as far as it is asked for."""

    files: Mapping[str, bytes]
    cells: Sequence[Cell]
    _read: dict[str, Module | None] = field(default_factory=dict)
    _found: dict[tuple[str, str], Any] = field(default_factory=dict)

    def module(self, name: str) -> Module | None:
        """Return a module of the student's by its dotted name; None where there is none."""
        if name not in self._read:
            self._read[name] = self._notebook() if name == NOTEBOOK else self._file(name)
        return self._read[name]

    def once(self, name: tuple[str, str], find: Callable[[], Found]) -> Found:
        """Return what was found out about a name of a module, which is the same for each question that leads to it.

        Args:
            name: the module and the name in it.
            find: finds it out, the first time.
        """
        if name not in self._found:
            self._found[name] = find()
        found: Found = self._found[name]
        return found

    def _file(self, name: str) -> Module | None:
        for path in (f"{name.replace('.', '/')}.py", f"{name.replace('.', '/')}/__init__.py"):
            if path in self.files:
                parts = tuple(name.split("."))
                package = parts if path.endswith("__init__.py") else parts[:-1]
                return _module([(path, statement) for statement in _parsed(self.files[path])], package)
        return None

    def _notebook(self) -> Module:
        code = [cell for cell in self.cells if cell.kind == CellKind.CODE]
        parsed = [(f"cell {cell.index + 1}", _parsed(_readable(cell))) for cell in code]
        return _module([(place, statement) for place, body in parsed for statement in body], ())

    def split(self, dotted: str) -> tuple[str, str] | None:
        """Return the student's module that a dotted name begins with, and the name in it; None for libraries."""
        parts = dotted.split(".")
        for length in range(len(parts) - 1, 0, -1):
            name = ".".join(parts[:length])
            if self.module(name) is not None:
                return name, parts[length]
        return None

    def is_own(self, dotted: str) -> bool:
        """Return whether a dotted name is one of the student's modules, or a package of these."""
        folder = dotted.replace(".", "/") + "/"
        return self.module(dotted) is not None or any(path.startswith(folder) for path in self.files)

    def outside(self, dotted: str) -> set[str]:
        """Return the libraries' names that a dotted name stands for, through the imports of the student's modules."""
        left, seen, found = [dotted], {dotted}, set[str]()
        while left and len(seen) < MOST_ALIASES:
            name = left.pop()
            own = self.split(name)
            if own is None:
                found |= set() if self.is_own(name) else {name}
                continue
            module = self.module(own[0])
            imports = set() if module is None else module.bindings.imports.get(own[1], set())
            new = {origin + name[len(".".join(own)) :] for origin in imports} - seen
            left += new
            seen |= new
        return found


def _readable(cell: Cell) -> bytes:
    return without_magics(cell.readable or cell.source).encode()


def _parsed(content: bytes) -> list[ast.stmt]:
    try:
        return tree_of(content).body
    except BROKEN:
        return []


def _module(statements: list[tuple[str, ast.stmt]], package: tuple[str, ...]) -> Module:
    places, imports = dict[int, str](), dict[str, list[ast.Import | ast.ImportFrom]]()
    for place, statement in statements:
        for node in nodes_in(statement):
            places[id(node)] = place
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                for alias in node.names:
                    imports.setdefault(alias.asname or alias.name.split(".")[0], []).append(node)
    bindings = bindings_of([statement for _, statement in statements], package)
    return Module(
        statements=tuple(statements),
        bindings=bindings,
        origins=Origins(bindings),
        places=places,
        imports=imports,
        package=package,
    )
