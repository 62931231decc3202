"""Cells of a notebook, and the numbers that they show behind a label."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from grader.model.observation import CellRun, Transcript
from grader.model.rubric import CellSelector, Shown
from grader.model.submission import Cell

_NUMBER = r"\s*([-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+|nan|inf))"


def numbers(shown: Shown, cells: Sequence[Cell], transcript: Transcript) -> list[float]:
    """The numbers behind a label in our run."""
    run = run_of(shown.cell, cells, transcript)
    return [] if run is None else numbers_in(shown.label, run.shown)


def numbers_in(label: str, text: str) -> list[float]:
    """All numbers that stand behind a label in a text."""
    return [float(match) for match in re.findall(re.escape(label) + _NUMBER, text)]


def keeps(shown: Shown, found: Sequence[float]) -> bool:
    """Whether at least one number was shown and all of them keep to the bounds."""
    least = -math.inf if shown.least is None else shown.least
    most = math.inf if shown.most is None else shown.most
    return bool(found) and all(least <= number <= most for number in found)


def select(selector: CellSelector, cells: Sequence[Cell], kind: str) -> Cell | None:
    """The first cell of a kind with the tag, else the first that holds the text."""
    same_kind = [cell for cell in cells if cell.kind == kind]
    tagged = [cell for cell in same_kind if selector.tag is not None and selector.tag in cell.tags]
    wanted = (selector.contains or "").casefold()
    holding = [cell for cell in same_kind if wanted and wanted in cell.source.casefold()]
    return next(iter(tagged + holding), None)


def run_of(selector: CellSelector, cells: Sequence[Cell], transcript: Transcript) -> CellRun | None:
    """Return our run of the first code cell that a selector finds; None where there is none."""
    cell = select(selector, cells, "code")
    if cell is None:
        return None
    return next((run for run in transcript.cells if run.index == cell.index), None)
