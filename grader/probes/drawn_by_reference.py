"""Reads what the reference draws, as it is read of students in the sandbox.

Why it is so: docs/decisions/0048.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from grader.model.assignment import Assignment
from grader.sandbox.child.figures import Figures


@cache
def _figures() -> Figures:
    """Return the figures of this process; from now on matplotlib opens no window here."""
    found = Figures()
    found.begin()
    return found


class DrawnByReference:
    """Returns the figures that the reference draws in one scenario."""

    def __init__(self, assignment: Assignment) -> None:
        """Forget what was drawn before."""
        self._assignment = assignment
        if assignment.rubric.draws:
            _figures().forget()

    def __call__(self, name: str | None, called: bool) -> list[Any]:
        """Return the values of the figures.

        Args:
            name: the figure's name in the rubric; None for what was drawn by calls, and without these the last one.
            called: whether the scenario called functions before.
        """
        figures = self._assignment.rubric.figures
        if name is not None or not called:
            known = figures.get(name if name is not None else [*figures, ""][-2 if figures else -1])
            if known is None:
                return []
            _figures().forget()
            self._assignment.reference.find(known.draw)()
        return _figures().drawn_now()
