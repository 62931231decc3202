"""Names the weaknesses of a rubric that are not a mistake or a criterion, so that `[accepted]` can name them.

Why it is so: docs/decisions/0027.
"""

from __future__ import annotations

FREE = ("cell *", "import *", "forbidden *")
"""Patterns of the names that a rubric may accept before anything is run."""


def cell_weakness(index: int) -> str:
    """Return the name of a cell that fails in the solved notebook: `cell 1` is the first.

    Args:
        index: the cell's index among all cells, from 0.
    """
    return f"cell {index + 1}"


def import_weakness(name: str) -> str:
    """Return the name of an import for which a placeholder stood in, such as `import torch`."""
    return f"import {name}"


def output_weakness(criterion: str, output: str) -> str:
    """Return the name of an output that shows too little, such as `solver.result: converged`.

    Args:
        criterion: the criterion, as `question.criterion`.
        output: the output's name.
    """
    return f"{criterion}: {output}"


def case_weakness(scenario: str, case: str) -> str:
    """Return the name of a case whose inputs students know, `scenario/case`."""
    return f"{scenario}/{case}"


def forbidden_weakness(name: str, path: str) -> str:
    """Return the name of a forbidden name that the template itself uses: `forbidden numpy.fft in helpers.py`.

    Args:
        name: the name as the rubric has it.
        path: the template's file, or `cell 3` of its notebook.
    """
    return f"forbidden {name} in {path}"


def charge_weakness(mistake: str, question: str) -> str:
    """Return the name of a mistake that costs points in a question about another function.

    Args:
        mistake: the mistake's id.
        question: the question's id.
    """
    return f"{mistake} charged in {question}"
