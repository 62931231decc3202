"""Reads nbgrader's metadata of a cell, in all of its schemas: 0, which has no number, to 3."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class NbgraderCell:
    """What nbgrader's metadata says of a cell; nothing for a cell without any."""

    grade_id: str = ""
    """Its id; empty where it has none."""
    is_graded: bool = False
    """Whether it is worth points: a test, or an answer that a person scores."""
    is_solution: bool = False
    """Whether students write in it."""
    is_task: bool = False
    """Whether it asks for work in cells of the student's own, which a person scores."""
    points: float = 0.0
    """Its points; 0 for a cell that is not graded."""

    @property
    def is_worth(self) -> bool:
        """Return whether somebody or something gives points for it."""
        return self.is_graded or self.is_task

    @property
    def is_test(self) -> bool:
        """Return whether it is a test that runs."""
        return self.is_graded and not self.is_solution and not self.is_task


def nbgrader_cell(cell: Mapping[str, Any]) -> NbgraderCell:
    """Return what nbgrader's metadata says of a cell.

    Args:
        cell: nbformat 4.

    Source: nbgrader 0.9.6, the schemas in `nbgraderformat` and how it upgrades older ones.
    """
    about = cell.get("metadata", {}).get("nbgrader", {})
    if not isinstance(about, Mapping):
        return NbgraderCell()
    graded, task = bool(about.get("grade")), bool(about.get("task"))
    return NbgraderCell(
        grade_id=str(about.get("grade_id") or ""),
        is_graded=graded,
        is_solution=bool(about.get("solution")),
        is_task=task,
        points=_points(about.get("points")) if graded or task else 0.0,
    )


def _points(given: Any) -> float:
    """Return points, which schema 0 writes as text, also as an empty one; nothing below 0 counts."""
    try:
        found = float(given or 0)
    except (TypeError, ValueError):
        return 0.0
    return found if 0 < found < math.inf else 0.0
