"""Lists the libraries that students need: those that the rubric names, and what the template imports besides."""

from __future__ import annotations

from grader.assignment.template_imports import template_imports
from grader.files.distribution_names import distributions_of, named_in
from grader.model.assignment import Assignment

_ALWAYS = ("numpy>=1.26", "jupyterlab>=4")
"""What every notebook of ours needs."""


def student_requirements(assignment: Assignment) -> tuple[str, ...]:
    """Return the libraries that the assignment's notebook needs besides numpy, as pip names them."""
    named = assignment.rubric.requirements
    known = {named_in(text) for text in named}
    imported = distributions_of(template_imports(assignment.template_folder))
    return (*named, *(name for name in imported if name not in known))


def requirements_file(given: str, needed: tuple[str, ...]) -> str:
    """Return the text of the students' `requirements.txt`.

    Args:
        given: that of the template; empty where it has none.
        needed: the result of `student_requirements`; what `given` names already is left out.
    """
    lines = given.splitlines() if given.strip() else list(_ALWAYS)
    known = {named_in(line) for line in lines}
    named = {named_in(text): text for text in needed}
    if not given.strip():
        lines = [line for line in lines if named_in(line) not in named]
        known -= named.keys()
    return "".join(f"{line}\n" for line in [*lines, *(text for name, text in named.items() if name not in known)])
