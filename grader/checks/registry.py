"""Finds the kinds of check by their names in rubrics: our own, and those of other installed packages.

A kind is registered by its table (`checks/<kind>_table.py`), which makes the check. Other packages register theirs as
entry points of the group `grader.checks`; these are read only when a rubric names a kind that is not ours.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from grader.errors import RubricError

from .table import CriterionTable

GROUP = "grader.checks"
"""Name of the group of entry points."""
BUILT_IN = {
    "matches": "grader.checks.matches_table:MatchesTable",
    "gradient": "grader.checks.gradient_table:GradientTable",
    "runs": "grader.checks.runs_table:RunsTable",
    "outputs": "grader.checks.outputs_table:OutputsTable",
    "answer": "grader.checks.answer_table:AnswerTable",
    "asserts": "grader.checks.asserts.table:AssertsTable",
    "unchanged": "grader.checks.unchanged_table:UnchangedTable",
}
"""Our own kinds, each with the module and class of its table."""

Tables = dict[str, type[CriterionTable]]


@cache
def built_in() -> Tables:
    """Return the tables of our own kinds, by name."""
    return {name: _own(name) for name in BUILT_IN}


@cache
def _own(name: str) -> type[CriterionTable]:
    module, table = BUILT_IN[name].split(":")
    found: type[CriterionTable] = getattr(import_module(module), table)
    return found


@cache
def all_kinds() -> Tables:
    """Return the tables of all kinds: our own, then those of other packages by name.

    Raises:
        RubricError: a package's kind cannot be used.
    """
    found = dict(built_in())
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)):
        found[entry.name] = _table(entry, found)
    return found


def kinds_named(named: set[str]) -> Tables:
    """Return the tables of these kinds alone, without importing others; all of them where one is not ours.

    Args:
        named: the names of the kinds.

    Raises:
        RubricError: a package's kind cannot be used.
    """
    return {name: _own(name) for name in BUILT_IN if name in named} if named <= BUILT_IN.keys() else all_kinds()


def kinds_for(named: set[str]) -> Tables:
    """Return the tables for a rubric that names these kinds; entry points are read only where one is not ours.

    Args:
        named: the names of the kinds.

    Raises:
        RubricError: a package's kind cannot be used.
    """
    return built_in() if named <= BUILT_IN.keys() else all_kinds()


def versions_of(named: Collection[str]) -> dict[str, str]:
    """Return the versions of the packages that bring kinds, by package; our own kinds are left out."""
    others = set(named) - BUILT_IN.keys()
    brought = [entry.dist for entry in entry_points(group=GROUP) if entry.name in others] if others else []
    return {dist.name: dist.version for dist in brought if dist is not None}


def _table(entry: EntryPoint, taken: Tables) -> type[CriterionTable]:
    if entry.name in taken:
        raise RubricError("check_kind_taken", where=_place(entry), name=entry.name)
    try:
        table: Any = entry.load()
    except (Exception, SystemExit) as error:  # a package's own code may raise anything when it is imported
        raise RubricError(
            "check_kind_broken", where=_place(entry), kind=type(error).__name__, error=str(error)
        ) from error
    if not (isinstance(table, type) and issubclass(table, CriterionTable)):
        raise RubricError("check_kind_no_table", where=_place(entry))
    tag = table.__struct_config__.tag
    if tag != entry.name:
        raise RubricError(
            "check_kind_other_tag", where=_place(entry), tag=repr(tag), table=table.__name__, name=entry.name
        )
    return table


def _place(entry: EntryPoint) -> str:
    package = "an installed package" if entry.dist is None else entry.dist.name
    return f"{package}, entry point {entry.name} of {GROUP}"
