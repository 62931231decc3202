"""Reads the seed that otter sets before each cell when it grades."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class OtterSeed:
    """The seed of an otter assignment, or none."""

    number: int | None = None
    """The seed for grading; None where there is none."""
    variable: str = ""
    """The notebook's variable that is set to it; empty where numpy's and Python's own generators are seeded."""
    students: int | None = None
    """The variable's value in what students get; None where it stays as it is written."""

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> OtterSeed:
        """Return the seed of an assignment's settings: `seed`, or `generate: {seed, seed_variable}`.

        Args:
            settings: of the mark `ASSIGNMENT CONFIG`.
        """
        given, generate = settings.get("seed"), settings.get("generate")
        own: Mapping[str, Any] = given if isinstance(given, Mapping) else {"autograder_value": given}
        grading: Mapping[str, Any] = generate if isinstance(generate, Mapping) else {}
        return cls(
            number=_whole(own.get("autograder_value", None), grading.get("seed")),
            variable=str(own.get("variable") or grading.get("seed_variable") or ""),
            students=_whole(own.get("student_value")),
        )

    def before(self, source: str) -> str:
        """Return a cell's code, with the lines before it that otter puts there when it grades."""
        if self.number is None or source.startswith("%%"):
            return source
        if self.variable:
            return f"{self.variable} = {self.number}\n{source}"
        return f"__import__('numpy').random.seed({self.number})\n__import__('random').seed({self.number})\n{source}"

    def for_students(self, source: str) -> str:
        """Return a cell's code with the students' value of the variable."""
        if not self.variable or self.students is None:
            return source
        return re.sub(rf"^([ \t]*{re.escape(self.variable)}) *=(?!=).*$", rf"\1 = {self.students}", source, flags=re.M)


def _whole(*values: Any) -> int | None:
    """Return the first of some values that is a whole number; None where none is."""
    return next((one for one in values if isinstance(one, int) and not isinstance(one, bool)), None)
