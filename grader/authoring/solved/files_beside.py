"""Finds the files beside a notebook that its code names: data, and the instructor's own modules."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

from grader.model.magics import without_magics
from grader.submission.imports import imported

MOST_BYTES = 20 << 20
"""Bytes of the largest file that is copied."""


def files_beside(folder: Path, cells: Sequence[str]) -> dict[str, bytes]:
    """Return the contents of the files that a notebook uses, directly or through its modules.

    Args:
        folder: the notebook's folder.
        cells: the sources of its code cells.

    Returns:
        The contents by path, relative to the folder and with `/`.
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
    """Yield the files in a folder that a source imports, or whose path is one of its string constants."""
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
