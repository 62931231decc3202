"""The folder that students get, by path: template, self-check, what to install, what to read first."""

from __future__ import annotations

from grader.files.course_files import course_files
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations
from grader.report.words import Words, words
from grader.selfcheck import FILE

from .notebook import released_notebook
from .pyz import selfcheck_pyz

REQUIREMENTS = b"numpy>=1.26\njupyterlab>=4\n"


def course(assignment: Assignment, language: str, practice: Expectations) -> dict[str, bytes]:
    """Return everything that students get, by path.

    Notebooks of other units that share the template are left out.

    Args:
        assignment: in the language that students read.
        language: of the sentences around its words.
        practice: what `practice_of` gives.

    Raises:
        RubricError: a part of it cannot be practised.
    """
    root, rubric, spoken = assignment.template_folder, assignment.rubric, words(language)
    paths = {path.relative_to(root).as_posix(): path for path in course_files(root)}
    files = {
        name: path.read_bytes()
        for name, path in paths.items()
        if not name.endswith(".ipynb") or name == rubric.notebook
    }
    files[rubric.notebook] = released_notebook(files[rubric.notebook], rubric.id, spoken)
    files[FILE] = selfcheck_pyz(assignment, language, practice)
    files.setdefault("requirements.txt", REQUIREMENTS)
    files["README.md"] = _readme(files.get("README.md", b"").decode("utf-8"), assignment, spoken).encode()
    return dict(sorted(files.items()))


def _readme(given: str, assignment: Assignment, spoken: Words) -> str:
    """Return the template's own page for students, or a plain one, and how to check and hand in."""
    rubric = assignment.rubric
    questions = [question for question in rubric.questions if question.function]
    example = questions[0].id if questions else rubric.questions[0].id
    listed = "".join(f"- `{question.id}`: {question.title}\n" for question in rubric.questions)
    opening = given.strip() or f"# {rubric.title}\n\n{spoken('release.readme_open', notebook=rubric.notebook)}"
    how = spoken("release.readme_check", example=example, notebook=rubric.notebook)
    return f"{opening}\n\n{how}\n{spoken('release.readme_questions')}\n\n{listed}"
