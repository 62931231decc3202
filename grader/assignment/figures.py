"""Reads which figures an assignment looks at, and refuses those that cannot be.

Why it is so: docs/decisions/0048.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from grader.checks.answer import Answer
from grader.checks.table import refuse_unknown
from grader.errors import RubricError, phrase
from grader.model.anchor import tags_of_cell
from grader.model.assignment import Scenario
from grader.model.rubric import CellSelector, Figure, Question

from .rubric_file import QuestionTable, RubricFile


def figures_of(file: RubricFile) -> dict[str, Figure]:
    """Return a rubric's figures by name; the cell is the one that has the name as its tag, unless another is named."""
    return {
        name: Figure(cell=CellSelector(tag=name) if table.cell is None else table.cell.selector(), draw=table.draw)
        for name, table in file.figures.items()
    }


def figures_in(
    table: QuestionTable, file: RubricFile, scenarios: Mapping[str, Scenario], where: str
) -> tuple[str, ...]:
    """Return the figures of cells that a question looks at; of one about a function none without a name.

    Args:
        table: the question.
        file: the rubric.
        scenarios: the scenarios by name.
        where: the question's place, for messages.

    Raises:
        RubricError: a scenario names a figure that the rubric does not.
    """
    names = [name for criterion in table.criterion for name in criterion.scenario_names]
    found = list(dict.fromkeys(figure for name in names for figure in scenarios[name].figures))
    refuse_unknown(filter(None, found), file.figures, phrase("a_figure"), where)
    return tuple(name for name in found if name or table.function is None)


def draws(file: RubricFile, questions: tuple[Question, ...], scenarios: Mapping[str, Scenario], template: Path) -> bool:
    """Return whether figures have to be read at all.

    Args:
        file: the rubric.
        questions: its questions.
        scenarios: its scenarios by name.
        template: the template's folder.

    Raises:
        RubricError: they have to be, and matplotlib is not installed.
    """
    looks = bool(file.figures) or any(scenario.figures for scenario in scenarios.values())
    if looks and importlib.util.find_spec("matplotlib") is None:
        raise RubricError("figures_without_matplotlib", where=f"{file.assignment.id}, figures")
    tags = {
        criterion.check.cell.tag
        for question in questions
        for criterion in question.criteria
        if isinstance(criterion.check, Answer)
    }
    return looks or bool(tags & set(_tags_of_code(template / file.assignment.notebook)))


def _tags_of_code(notebook: Path) -> Iterator[str]:
    """Yield the tags of a template's code cells; of a notebook that cannot be read none, which is told elsewhere."""
    try:
        cells = json.loads(notebook.read_bytes())["cells"]
        for cell in cells:
            if cell["cell_type"] == "code":
                yield from tags_of_cell(cell)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return
