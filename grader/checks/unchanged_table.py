"""Defines the table of the check `unchanged` in a rubric file."""

from __future__ import annotations

from pathlib import Path

from grader.errors import RubricError, phrase

from .table import CriterionTable, Name, Names, Surroundings, refuse_repeated, refuse_requires, refuse_unknown
from .unchanged import Unchanged, digest


class UnchangedTable(CriterionTable, frozen=True, kw_only=True, tag="unchanged"):
    """`check = "unchanged"`."""

    requires: Names
    variables: list[Name] = []
    files: list[Name] = []

    judges_by = frozenset({"requires"})

    def refuse(self, around: Surroundings, where: str) -> None:
        """Refuse a criterion that names nothing, or names a file that students are to change."""
        if not self.variables and not self.files:
            raise RubricError("unchanged_names_nothing", where=where)
        refuse_requires(self.requires, around, where)
        refuse_unknown(self.variables, around.variables, phrase("one_of_variables"), f"{where}, variables")
        refuse_repeated(self.variables, phrase("variable"), f"{where}, variables")
        refuse_repeated(self.files, phrase("file"), f"{where}, files")
        for path in self.files:
            if path in around.written:
                raise RubricError("unchanged_written_in", where=f"{where}, files", path=path)

    def build_check(self, rubric: Path, template: Path, where: str) -> Unchanged:
        """Return the check, with the digests of the template's files."""
        files = dict(self._given(path, template, where) for path in self.files)
        return Unchanged(files=files, variables=tuple(self.variables), requires=tuple(self.requires))

    @staticmethod
    def _given(path: str, template: Path, where: str) -> tuple[str, str]:
        """Return the path of one of the template's files within it, and its digest."""
        root = template.resolve()
        found = (root / path).resolve()
        if not found.is_file() or not found.is_relative_to(root):
            raise RubricError("unchanged_not_in_template", where=f"{where}, files", path=path)
        return found.relative_to(root).as_posix(), digest(found.read_bytes())
