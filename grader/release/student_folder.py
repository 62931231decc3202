"""Collects the files that students get: the template, the self-check, the requirements and a README."""

from __future__ import annotations

from grader.files.course_files import course_files
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations
from grader.report.words import Words, words
from grader.selfcheck import FILE

from .libraries import requirements_file, student_requirements
from .notebook import released_notebook
from .pyz import selfcheck_pyz

_REQUIREMENTS = "requirements.txt"


def course(assignment: Assignment, language: str, practice: Expectations) -> dict[str, bytes]:
    """Return the contents of the files that students get, by path.

    Notebooks of other assignments in the same template folder are left out.

    Args:
        assignment: the assignment, translated into the students' language.
        language: code of the language of the self-check's own sentences.
        practice: the result of `practice_of`.

    Raises:
        RubricError: a scenario's `finish` uses something that cannot be sent with its source.
    """
    root, rubric, spoken = assignment.template_folder, assignment.rubric, words(language)
    paths = {path.relative_to(root).as_posix(): path for path in course_files(root)}
    files = {
        name: path.read_bytes()
        for name, path in paths.items()
        if not name.endswith(".ipynb") or name == rubric.notebook
    }
    needed = student_requirements(assignment)
    files[rubric.notebook] = released_notebook(files[rubric.notebook], rubric.id, spoken, needed)
    files[FILE] = selfcheck_pyz(assignment, language, practice)
    given = files.get(_REQUIREMENTS, b"").decode("utf-8", "replace")
    files[_REQUIREMENTS] = requirements_file(given, needed).encode()
    files["README.md"] = _readme(files.get("README.md", b"").decode("utf-8"), assignment, spoken).encode()
    return dict(sorted(files.items()))


def _readme(given: str, assignment: Assignment, spoken: Words) -> str:
    """Return the text of `README.md`: the template's own or a plain opening, then how to check and hand in.

    Args:
        given: the template's README; may be empty.
        assignment: the assignment, with its questions.
        spoken: the catalogue of sentences.
    """
    rubric = assignment.rubric
    questions = [question for question in rubric.questions if question.function]
    example = questions[0].id if questions else rubric.questions[0].id
    listed = "".join(f"- `{question.id}`: {question.title}\n" for question in rubric.questions)
    opening = given.strip() or f"# {rubric.title}\n\n{spoken('release.readme_open', notebook=rubric.notebook)}"
    how = spoken("release.readme_check", example=example, notebook=rubric.notebook)
    return f"{opening}\n\n{how}\n{spoken('release.readme_questions')}\n\n{listed}"
