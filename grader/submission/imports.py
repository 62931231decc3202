"""Lists what modules and notebooks import, without running them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping, Sequence

from grader.model.submission import Cell

from .own_code import NOTEBOOK, OwnCode


def imported(source: str, package: Sequence[str]) -> Iterator[str]:
    """Return the dotted names that a source imports: modules, and names taken from modules, which may be modules too.

    Args:
        source: the module's text.
        package: the parts of the package in which it lies, to which relative imports are relative.

    Raises:
        SyntaxError, ValueError, RecursionError: it cannot be parsed.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            parts = [*base, *(node.module.split(".") if node.module else [])]
            yield ".".join(parts)
            yield from (".".join([*parts, alias.name]) for alias in node.names)


def imported_packages(files: Mapping[str, bytes], cells: Sequence[Cell]) -> set[str]:
    """Return the packages that modules and notebook import, without the standard library and the files themselves."""
    code = OwnCode(files=files, cells=cells)
    own = {path.split("/")[0].removesuffix(".py") for path in files}
    names = [path.removesuffix(".py").replace("/", ".") for path in files if path.endswith(".py")]
    found = {
        top
        for name in (NOTEBOOK, *names)
        if (module := code.module(name)) is not None
        for _, statement in module.statements
        for top in _imports_in(statement)
    }
    return found - own - sys.stdlib_module_names


def _imports_in(statement: ast.AST) -> Iterator[str]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.split(".")[0]
