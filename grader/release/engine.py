"""Collects the self-check's code: the modules of the grader that it imports, moved into a package `selfcheck`."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import grader
from grader.checks.registry import BUILT_IN
from grader.selfcheck import records
from grader.submission.imports import imported

ROOT = Path(grader.__file__).parent
"""Folder of the package `grader`."""
LEFT_OUT = "grader.checks.asserts"
"""Package that the self-check never needs: the instructor's own tests are not practised."""
PACKAGE = "selfcheck"
"""The package's name on the student's machine; `grader` may be installed there too."""


@cache
def engine_files() -> Mapping[str, bytes]:
    """Return the sources of the self-check's modules, by path; they are the same for every assignment."""
    found: dict[str, bytes] = {}
    left = [
        "grader.selfcheck.__main__",
        *(f"grader.checks.{name}" for name in BUILT_IN),
        *(f"grader.selfcheck.{path.stem}" for path in (ROOT / "selfcheck").glob("*.py")),
    ]
    left = [name for name in left if not name.startswith(LEFT_OUT)]
    seen = set(left)
    while left:
        path = _path_of(left.pop())
        if path is not None:
            source = path.read_text(encoding="utf-8")
            own = source if path.name == "records.py" else _renamed(source)
            found[_shipped_path(path)] = own.encode()
            new = {name for name in _imported(path, source) if name not in seen and not name.startswith(LEFT_OUT)}
            seen |= new
            left += sorted(new)
    for folder in {str(parent) for path in found for parent in Path(path).parents} - {".", PACKAGE}:
        found.setdefault(f"{folder}/__init__.py", b"")
    return MappingProxyType(dict(sorted(found.items())))


def _path_of(module: str) -> Path | None:
    """Return the file of a module of the grader; None where there is none, as for a function's name."""
    path = ROOT.joinpath(*module.split(".")[1:])
    if path.with_suffix(".py").is_file():
        return path.with_suffix(".py")
    return path / "__init__.py" if (path / "__init__.py").is_file() and path != ROOT else None


def _shipped_path(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return "/".join((PACKAGE, *(parts[1:] if parts[0] == "selfcheck" else parts)))


def _imported(path: Path, source: str) -> Iterator[str]:
    """Yield the dotted names of the grader's modules that a file imports, and of imported names that may be modules."""
    package = ["grader", *path.relative_to(ROOT).parts[:-1]]
    yield from (name for name in imported(source, package) if name.split(".")[0] == "grader")


def _renamed(source: str) -> str:
    """Return a source that imports from `selfcheck` what it imported from `grader` and from `grader.selfcheck`.

    So it does with records, since those of `dataclasses` are slow to define.
    """
    lines = source.split("\n")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and not node.level:
            new = _new_name(node)
            lines[node.lineno - 1] = lines[node.lineno - 1].replace(f"from {node.module} ", f"from {new} ", 1)
    return "\n".join(lines)


def _new_name(node: ast.ImportFrom) -> str:
    module = node.module or ""
    if module == "dataclasses" and {alias.name for alias in node.names} <= set(records.__all__):
        return f"{PACKAGE}.records"
    if module.split(".")[0] != "grader":
        return module
    return module.replace("grader.selfcheck", "grader").replace("grader", PACKAGE, 1)
