"""Says which imports a definition of the reference needs in a mistake's file, and writes them."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from .copied_code import Copied


class Import(NamedTuple):
    """One import."""

    module: str
    """The module that it is from; empty for a module itself."""
    what: str
    """What is imported, with `as` where it gets another name."""


def imports_of(one: Copied, own: Collection[str], folder: Path) -> Iterator[tuple[str, Import]]:
    """Yield the names that a definition takes from its module, each with its import.

    Args:
        one: the definition.
        own: the names that the mistake's file defines itself.
        folder: the reference's folder or file.
    """
    bound = dict(_bound(one, folder))
    for node in ast.walk(ast.parse(one.text)):
        if isinstance(node, ast.Name) and node.id in bound and node.id not in own:
            yield node.id, bound[node.id]


def written(imports: Iterable[Import]) -> str:
    """Return imports as lines, those of the reference last, with an empty line behind them; empty for none."""
    by_module: dict[str, list[str]] = {}
    for one in sorted(set(imports)):
        by_module.setdefault(one.module, []).append(one.what)
    outside = [f"import {what}" for what in by_module.pop("", ())]
    inside: list[str] = []
    for module, names in by_module.items():
        line = f"from {module} import {', '.join(names)}"
        (inside if module.startswith(".") else outside).append(line)
    return "".join("\n".join(lines) + "\n\n" for lines in (outside, inside) if lines)


def module_of(one: Copied, folder: Path) -> str:
    """Return the module of a definition as a mistake's file imports it.

    Args:
        one: the definition.
        folder: the reference's folder or file.
    """
    return _dotted(_parts(one, folder))


def _parts(one: Copied, folder: Path) -> tuple[str, ...]:
    path = Path(one.module.__file__ or "").resolve()
    return () if path == folder else path.relative_to(folder).with_suffix("").parts


def _dotted(parts: Iterable[str]) -> str:
    return f"..{'.'.join(part for part in parts if part != '__init__')}"


def _bound(one: Copied, folder: Path) -> Iterator[tuple[str, Import]]:
    """Yield each name of a module with the import by which a mistake's file gets it: as the module does, or from it."""
    for node in ast.parse(one.code.module).body:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield (alias.asname or alias.name).split(".")[0], Import("", _as(alias))
        elif isinstance(node, ast.ImportFrom):
            source = node.module or "" if node.level == 0 else _relative(node, _parts(one, folder))
            yield from ((alias.asname or alias.name, Import(source, _as(alias))) for alias in node.names)
        else:
            yield from ((name, Import(module_of(one, folder), name)) for name in _names_of(node))


def _as(alias: ast.alias) -> str:
    return f"{alias.name} as {alias.asname}" if alias.asname else alias.name


def _relative(node: ast.ImportFrom, parts: tuple[str, ...]) -> str:
    """Return the module of a relative import of the reference's, as a mistake's file names it."""
    package = parts[: max(len(parts) - node.level, 0)]
    return _dotted((*package, *(node.module or "").split("."))).rstrip(".") or ".."


def _names_of(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        yield node.name
        return
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            yield inner.id


def clashing(named: Mapping[str, set[Import]]) -> bool:
    """Return whether a name would have to be imported from two places."""
    return any(len(imports) > 1 for imports in named.values())
