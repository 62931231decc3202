"""A new assignment: a small one that works, to be changed step by step."""

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
SCHEMA = "rubric.schema.json"
"""The JSON Schema beside a rubric; its first line names it, and editors then complete and check."""


def new(name: str, parent: Path) -> Path:
    """Write a new assignment into a folder of its name; gives the rubric's path.

    Args:
        name: letters, digits and `_`.
        parent: the folder in which it is made.

    Raises:
        CallerError: the name cannot be used.
        OutputError: the folder is there already, or cannot be written.
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
    """Refuse a name that cannot be a folder, a notebook and an id."""
    if not name.isascii() or not name.isidentifier() or keyword.iskeyword(name):
        raise CallerError("assignment_name", name=repr(name))


def title_of(name: str) -> str:
    """Return a name as a title."""
    return name.replace("_", " ").strip().capitalize()


def fresh_seed() -> int:
    """Return a seed that nobody guesses."""
    return 100_000 + secrets.randbelow(900_000_000)


def _filled(text: str, facts: Mapping[str, str]) -> str:
    for mark, fact in facts.items():
        text = text.replace(mark, fact)
    return text
