"""The files that lie beside a notebook and that its code names: data, and modules of the instructor's own."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

from grader.model.magics import without_magics
from grader.submission.imports import imported

MOST_BYTES = 20 << 20
"""Size of a file that is taken along."""


def files_beside(folder: Path, cells: Sequence[str]) -> dict[str, bytes]:
    """Path, relative and with `/`, and content of each.

    Args:
        folder: where the notebook lies.
        cells: its code cells.
    """
    files: dict[str, bytes] = {}
    waiting = [without_magics(cell) for cell in cells]
    while waiting:
        for path in _named(folder, waiting.pop()):
            name = path.relative_to(folder).as_posix()
            if name not in files and path.stat().st_size <= MOST_BYTES:
                files[name] = path.read_bytes()
                waiting += [files[name].decode(errors="replace")] if path.suffix == ".py" else []
    return files


def _named(folder: Path, source: str) -> Iterator[Path]:
    """Yield the files below a folder that a source names, or imports."""
    try:
        tree, modules = ast.parse(source), list(imported(source, ()))
    except (SyntaxError, ValueError, RecursionError):
        return
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    names = {text for text in texts if 0 < len(text) < 200 and "\0" not in text}
    for module in modules:
        inner = module.replace(".", "/")
        names |= {f"{inner}.py", f"{inner}/__init__.py", f"{module.split('.')[0]}/__init__.py"}
    for name in sorted(names):
        path = folder / name
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()) and ".." not in Path(name).parts:
            yield path
