"""Names what a session tells the sandbox of an assignment; no expected values are among it."""

from __future__ import annotations

from typing import Any

from grader.model.removed_names import OLD_MODULES, OLD_NAMES
from grader.model.rubric import Rubric
from grader.model.submission import Submission
from grader.sandbox.child.figures import LAST
from grader.sandbox.packages import visible_modules


def assignment_names(rubric: Rubric, submission: Submission) -> dict[str, Any]:
    """Return the names of an assignment that are sent to the sandbox; no expected values are among them."""
    functions = rubric.functions
    defined = submission.definitions
    return {
        "modules": {name: module_of(function.path) for name, function in functions.items()},
        "in_notebook": [name for name in functions if name in defined and defined[name].cell is not None],
        "returns": rubric.returns(),
        "opaque": list(rubric.opaque),
        "variables": list(rubric.variables),
        "forbidden": sorted({name for question in rubric.questions for name in question.forbidden.names}),
        "packages": visible_modules(rubric.packages),
        **_drawing(rubric, submission),
        "old_names": {name: removed.now for name, removed in OLD_NAMES.items()},
        "old_modules": {name: removed.now for name, removed in OLD_MODULES.items()},
    }


def _drawing(rubric: Rubric, submission: Submission) -> dict[str, Any]:
    """Return which cells should draw what is looked at."""
    last = [LAST] if any("" in question.figures for question in rubric.questions) else []
    return {
        "draws": rubric.draws,
        "has_notebook": submission.notebook is not None,
        "figures": {name: index for name, index in submission.drawing.items() if name in rubric.figures},
        "pictured": sorted({*last, *submission.drawing.values()}),
    }


def module_of(path: str) -> str:
    """Return the name by which the module of a path is imported."""
    return path.removesuffix(".py").replace("/", ".")
