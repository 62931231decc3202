"""The kinds of check: those of this package, and those that other packages bring by an entry point.

An entry point of the group `grader.checks` has the kind's name, and names the class of its table.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib.metadata import EntryPoint, entry_points

from grader.errors import RubricError

from .answer_table import AnswerTable
from .asserts.table import AssertsTable
from .gradient_table import GradientTable
from .matches_table import MatchesTable
from .outputs_table import OutputsTable
from .runs_table import RunsTable
from .table import CriterionTable

GROUP = "grader.checks"
"""The group of entry points by which another package brings a kind."""
BuiltIn = MatchesTable | GradientTable | RunsTable | OutputsTable | AnswerTable | AssertsTable
"""The tables of this package's kinds."""
BUILT_IN: Mapping[str, type[CriterionTable]] = {
    "matches": MatchesTable,
    "gradient": GradientTable,
    "runs": RunsTable,
    "outputs": OutputsTable,
    "answer": AnswerTable,
    "asserts": AssertsTable,
}
"""The same by name."""


def tables(named: Collection[str] = ()) -> Mapping[str, type[CriterionTable]]:
    """Return the tables of all kinds that a rubric may use, by name.

    Args:
        named: the kinds that a rubric names; installed packages are searched only for such as are not built in.

    Raises:
        RubricError: a package that brings one of them cannot be used.
    """
    if set(named) <= BUILT_IN.keys():
        return BUILT_IN
    found = {point.name: point for point in entry_points(group=GROUP)}
    others = {name: _loaded(point) for name, point in found.items() if name not in BUILT_IN}
    return {**BUILT_IN, **others}


def _loaded(point: EntryPoint) -> type[CriterionTable]:
    package = point.dist.name if point.dist is not None else point.value
    where = f"package {package}, entry point {point.name}"
    try:
        table = point.load()
    except Exception as error:  # another package's code may raise anything; it becomes one clear error
        raise RubricError(
            "check_kind_broken", where=where, name=point.name, kind=type(error).__name__, error=str(error)
        ) from error
    if not (
        isinstance(table, type) and issubclass(table, CriterionTable) and table.__struct_config__.tag == point.name
    ):
        raise RubricError("check_kind_no_table", where=where, value=point.value, name=point.name)
    return table
