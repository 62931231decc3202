"""Lists the packages that a template's own code imports, which hand-ins may therefore import too."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.files.course_files import course_files
from grader.model.magics import without_magics


def template_imports(template: Path) -> tuple[str, ...]:
    """Return the packages that modules and notebooks of a template import, without the standard library, sorted.

    Args:
        template: its folder.
    """
    sources = (source for path in course_files(template) for source in _sources(path))
    found = {name for source in sources if "import" in source for name in _imported(source)}
    return tuple(sorted(found - sys.stdlib_module_names - {path.stem for path in template.iterdir()}))


def _sources(path: Path) -> Iterator[str]:
    if path.suffix == ".py":
        yield path.read_text(encoding="utf-8", errors="replace")
    elif path.suffix == ".ipynb":
        for cell in _cells(path):
            if cell.get("cell_type") == "code":
                yield without_magics("".join(cell.get("source", ())))


def _cells(path: Path) -> list[dict[str, Any]]:
    """Return a notebook's cells; none where it cannot be read, which is told where hand-ins are read."""
    try:
        cells: list[dict[str, Any]] = json.loads(path.read_bytes())["cells"]
    except (ValueError, LookupError, TypeError):
        return []
    return cells


def _imported(source: str) -> Iterator[str]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.split(".")[0]
