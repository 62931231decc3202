"""Finds the kinds of check by the name that a rubric gives them: our own, and those of other installed packages.

A kind is known by its table (`checks/<kind>_table.py`); all else is asked of the check that the table makes. Packages
name theirs as an entry point of the group `grader.checks`, read only where a rubric names a kind that is not ours.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from grader.errors import RubricError

from .table import CriterionTable

GROUP = "grader.checks"
"""The entry points' group."""
BUILT_IN = {
    "matches": "grader.checks.matches_table:MatchesTable",
    "gradient": "grader.checks.gradient_table:GradientTable",
    "runs": "grader.checks.runs_table:RunsTable",
    "outputs": "grader.checks.outputs_table:OutputsTable",
    "answer": "grader.checks.answer_table:AnswerTable",
    "asserts": "grader.checks.asserts.table:AssertsTable",
    "unchanged": "grader.checks.unchanged_table:UnchangedTable",
}
"""Our own kinds, each with the place of its table."""

Tables = dict[str, type[CriterionTable]]


@cache
def built_in() -> Tables:
    """Return the tables of our own kinds, by name."""
    places = {name: place.split(":") for name, place in BUILT_IN.items()}
    return {name: getattr(import_module(module), table) for name, (module, table) in places.items()}


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


def kinds_for(named: set[str]) -> Tables:
    """Return the tables that a rubric needs which names these kinds; other packages are asked only where it must be.

    Raises:
        RubricError: a package's kind cannot be used.
    """
    return built_in() if named <= BUILT_IN.keys() else all_kinds()


def _table(entry: EntryPoint, taken: Tables) -> type[CriterionTable]:
    if entry.name in taken:
        raise _unusable(
            entry,
            f"the name `{entry.name}` is taken already.",
            "A rubric could not say which of the two it means.",
            "Give the kind another name, or uninstall one of the packages.",
        )
    try:
        table: Any = entry.load()
    except Exception as error:  # a package's own code may raise anything when it is imported
        raise _unusable(
            entry,
            f"it cannot be loaded ({type(error).__name__}: {error}).",
            "A rubric can name any kind of check that is installed.",
            "Mend or uninstall the package.",
        ) from error
    if not (isinstance(table, type) and issubclass(table, CriterionTable)):
        raise _unusable(
            entry,
            "it is no table of a criterion.",
            "A kind is read from a rubric by a subclass of `grader.checks.table.CriterionTable`.",
            "Name such a class in the package's entry point; docs/add_a_check.md has one.",
        )
    tag = table.__struct_config__.tag
    if tag != entry.name:
        raise _unusable(
            entry,
            f"its table is of the kind {tag!r}.",
            "The entry point's name is what a rubric writes.",
            f'Write `class {table.__name__}(..., tag="{entry.name}")`, or rename the entry point.',
        )
    return table


def _unusable(entry: EntryPoint, what: str, why: str, mend: str) -> RubricError:
    package = "an installed package" if entry.dist is None else entry.dist.name
    return RubricError(what, why=why, mend=mend, where=f"{package}, entry point {entry.name} of {GROUP}")
