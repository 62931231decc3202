"""Defines what a question's solution must not use, and a use of it that was found.

Why it is so: docs/decisions/0035.
"""

from __future__ import annotations

from dataclasses import dataclass

from .vocabulary import Vocabulary


class ForbiddenCosts(Vocabulary):
    """What the use of a forbidden name takes of a question's automatic points."""

    FAIL = "fail"
    """All of them."""
    HALF = "half"
    """Half of what was earned."""
    REMARK = "remark"
    """Nothing; staff are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden:
    """The names that a question's solution must not use."""

    names: tuple[str, ...] = ()
    """Dotted names of functions, modules and packages; what lies in a module or package is forbidden with it."""
    allowed_imports: tuple[str, ...] | None = None
    """The only packages, besides the standard library, that it may use; None for no such list."""
    costs: ForbiddenCosts = ForbiddenCosts.FAIL
    """What a use costs."""
    instead: str = ""
    """What is wanted instead, as a sentence to the student; empty for the rubric's."""

    def __bool__(self) -> bool:
        """Return whether anything is forbidden."""
        return bool(self.names) or self.allowed_imports is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForbiddenUse:
    """A line of student code that uses a forbidden name."""

    name: str
    """The forbidden name, as the rubric has it; a package that is not among `allowed_imports`."""
    used: str
    """The full name that the line uses, such as `numpy.linalg.solve`."""
    path: str
    """File, relative to the submission, or `cell 3` of the notebook."""
    line: int
    """Line number, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForbiddenCall:
    """A call of a forbidden function that was seen while a scenario ran; student code shares that process."""

    used: str
    """The full name of the function."""
    function: str
    """The function of the rubric in which the call was made."""
    path: str
    """File of the line that called it, relative to the submission, or `cell 3` of the notebook."""
    line: int
    """Line number, from 1."""


def covers(name: str, used: str) -> bool:
    """Return whether a dotted name is, or lies in, another one; `torch` covers `torch.nn`."""
    return used == name or used.startswith(f"{name}.")
