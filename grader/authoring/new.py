"""Writes a new assignment from the starter: a small one that works, for the instructor to change step by step."""

from __future__ import annotations

import json
import keyword
import secrets
from collections.abc import Mapping
from pathlib import Path

from grader.assignment.rubric_schema import rubric_schema
from grader.errors import CallerError

from .folder import written

STARTER = Path(__file__).parent / "starter"
"""Folder of the files that a new assignment is made from."""
SCHEMA = "rubric.schema.json"
"""File name of the JSON Schema beside a rubric; the rubric's first line names it, so that editors check the rubric."""


def new(name: str, parent: Path) -> Path:
    """Write a new assignment into a folder of its name, and return the rubric's path.

    Args:
        name: the assignment's name: letters, digits and `_`.
        parent: the folder in which the assignment's folder is made.

    Raises:
        CallerError: the name cannot be used.
        OutputError: the assignment's folder is not empty, or cannot be written.
    """
    check_name(name)
    facts = {"@NAME@": name, "@ID@": name.lower(), "@TITLE@": title_of(name), "@SEED@": str(fresh_seed())}
    files = {
        _filled(path.relative_to(STARTER).as_posix(), facts): _filled(path.read_text(encoding="utf-8"), facts)
        for path in sorted(STARTER.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    files[SCHEMA] = json.dumps(rubric_schema(), indent=1) + "\n"
    return written(parent / name, files) / "rubric.toml"


def check_name(name: str) -> None:
    """Refuse a name that cannot be used for a folder, a notebook and an id.

    Raises:
        CallerError: the name is no ASCII identifier, or a keyword of Python.
    """
    if not name.isascii() or not name.isidentifier() or keyword.iskeyword(name):
        raise CallerError("assignment_name", name=repr(name))


def title_of(name: str) -> str:
    """Return a title made from a name: spaces for `_`, and a capital first letter."""
    return name.replace("_", " ").strip().capitalize()


def fresh_seed() -> int:
    """Return a random seed from 100,000 to 900,099,999, drawn from the system's secure generator."""
    return 100_000 + secrets.randbelow(900_000_000)


def _filled(text: str, facts: Mapping[str, str]) -> str:
    for mark, fact in facts.items():
        text = text.replace(mark, fact)
    return text
