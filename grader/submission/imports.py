"""Lists what a module imports without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence


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
