"""Finds what otter keeps beside a notebook: test files in `tests`, an autograder's zip, and the students' version."""

from __future__ import annotations

import ast
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from grader.errors import CallerError

from .otter_released import STUDENTS, has_tests

MOST_BYTES = 10_000_000
"""Largest size of a test file in an autograder's zip."""


def with_files_beside(notebook: Mapping[str, Any], source: Path) -> Mapping[str, Any]:
    """Return a notebook with the tests that lie in files beside it, as if otter had written them into its metadata.

    Args:
        notebook: nbformat 4. A source notebook with marks, and one whose metadata holds tests, keep their own.
        source: its file. Looked at are `tests/*.py` beside it and, where there are none, the newest
            `*autograder*.zip` beside it; of students' versions `student/` beside it or beside its folder.

    Raises:
        CallerError: a test file cannot be read.
    """
    metadata = dict(notebook.get("metadata", {}))
    if any("BEGIN QUESTION" in "".join(cell.get("source", "")).upper() for cell in notebook["cells"]):
        return notebook
    if not has_tests(notebook):
        tests = dict(_of_folder(source.parent / "tests")) or dict(_of_zip(source.parent))
        if not tests:
            return notebook
        metadata["otter"] = {"tests": tests}
    for folder in (source.parent / "student", source.parent.parent / "student"):
        if (folder / source.name).is_file() and folder / source.name != source:
            metadata[STUDENTS] = json.loads((folder / source.name).read_text(encoding="utf-8-sig"))["cells"]
            break
    return {**notebook, "metadata": metadata}


def _of_folder(folder: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted(folder.glob("*.py")):
        if path.name != "__init__.py":
            yield path.stem, _spec(path.read_text(encoding="utf-8"), str(path))


def _of_zip(folder: Path) -> Iterator[tuple[str, Any]]:
    archives = sorted(folder.glob("*autograder*.zip"))
    if not archives:
        return
    try:
        with zipfile.ZipFile(archives[-1]) as archive:
            for item in sorted(archive.infolist(), key=lambda item: item.filename):
                path = PurePosixPath(item.filename)
                if path.parent.name == "tests" and path.suffix == ".py" and item.file_size <= MOST_BYTES:
                    yield path.stem, _spec(archive.read(item).decode(), f"{archives[-1]}, {item.filename}")
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        where, kind = str(archives[-1]), type(error).__name__
        raise CallerError("otter_test_file", where=where, kind=kind, error=str(error)) from error


def _spec(text: str, where: str) -> Any:
    """Return what a test file holds: for the OK format its mapping `test`, for test functions its text."""
    try:
        tree = ast.parse(text)
        for node in tree.body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "test":
                return ast.literal_eval(node.value)
    except (SyntaxError, ValueError) as error:
        raise CallerError("otter_test_file", where=where, kind=type(error).__name__, error=str(error)) from error
    return text
