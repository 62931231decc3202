"""From disk to a Submission: files, notebook, definitions, answers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from grader.errors import SubmissionError
from grader.model.assignment import Assignment
from grader.model.rubric import Answer, Rubric
from grader.model.submission import Cell, Remark, Submission, WrittenAnswer

from .definitions import broken_modules, find_definitions
from .files import read_files
from .notebook import read_cells, written_answer


def read_submission(path: Path, assignment: Assignment) -> Submission:
    """What was handed in.

    Args:
        path: a notebook, a folder or a zip.
        assignment: what was asked; files that were not handed in come from its template.

    Raises:
        SubmissionError: there is nothing that can be graded.
    """
    rubric = assignment.rubric
    files = read_files(path, wanted_paths(rubric))
    if not any(name in wanted_paths(rubric) or name.endswith(".ipynb") for name in files):
        raise SubmissionError(
            "neither a notebook nor any of the assignment's files is in it.",
            why=f"There is nothing to grade; the assignment asks for {', '.join(wanted_paths(rubric))}.",
            mend="Check that the right folder was handed in.",
            where=str(path),
        )
    return submission_of(name_of(path), files, assignment)


def name_of(path: Path) -> str:
    """The submission's id: the folder's or file's name, as text."""
    name = path.resolve().name
    return name if path.is_dir() else Path(name).stem


def submission_of(name: str, files: Mapping[str, bytes], assignment: Assignment) -> Submission:
    """The Submission that these files make.

    Raises:
        SubmissionError: the notebook cannot be read and there is nothing else.
    """
    rubric = assignment.rubric
    template = template_files(assignment.template_folder)
    notebook, remarks = _choose_notebook(rubric, files)
    cells: tuple[Cell, ...] = ()
    if notebook is not None:
        try:
            cells = read_cells(files[notebook])
        except ValueError as error:
            remarks.append(Remark(id="unreadable", audience="student", facts={"reason": f"{notebook}: {error}"}))
            _refuse_if_alone(rubric, files, notebook, error)
            notebook = None
    merged = {**template, **files}
    return Submission(
        id=name,
        sha256=hash_of(files),
        files=files,
        notebook=notebook,
        cells=cells,
        definitions=find_definitions(rubric.functions, merged, cells, template),
        answers=_answers(rubric, cells, template),
        remarks=(*remarks, *_from_template(rubric, files), *broken_modules(rubric.functions, merged)),
    )


def wanted_paths(rubric: Rubric) -> list[str]:
    """The paths that an assignment names: its modules and its notebook."""
    return list(dict.fromkeys([*(function.path for function in rubric.functions.values()), rubric.notebook]))


def working_files(submission: Submission, assignment: Assignment) -> dict[str, bytes]:
    """What lies in the working folder: the template, and over it what was handed in."""
    template = dict(template_files(assignment.template_folder))
    template.pop(assignment.rubric.notebook, None)
    return {**template, **submission.files}


@lru_cache(maxsize=4)
def template_files(folder: Path) -> Mapping[str, bytes]:
    """The template's files by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and ".ipynb_checkpoints" not in path.parts
    }


def hash_of(files: Mapping[str, bytes]) -> str:
    """sha256 of paths and contents."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{len(name.encode())}:{name}:{len(files[name])}:".encode())
        total.update(files[name])
    return total.hexdigest()


def _choose_notebook(rubric: Rubric, files: Mapping[str, bytes]) -> tuple[str | None, list[Remark]]:
    """The assignment's notebook, else the one nearest to the root."""
    found = sorted((name for name in files if name.endswith(".ipynb")), key=lambda name: (name.count("/"), name))
    if not found:
        return None, []
    used = rubric.notebook if rubric.notebook in found else found[0]
    if len(found) > 1 and used != rubric.notebook:
        return used, [Remark(id="more_notebooks", audience="student", facts={"used": used})]
    return used, []


def _refuse_if_alone(rubric: Rubric, files: Mapping[str, bytes], notebook: str, error: ValueError) -> None:
    if not any(function.path in files for function in rubric.functions.values()):
        raise SubmissionError(
            f"the notebook cannot be read: {error}.",
            why="There is nothing else to grade in it.",
            mend="Open the notebook in Jupyter, save it and hand it in again.",
            where=notebook,
        ) from error


def _answers(rubric: Rubric, cells: tuple[Cell, ...], template: Mapping[str, bytes]) -> dict[str, WrittenAnswer]:
    given = read_cells(template[rubric.notebook])
    return {
        f"{question.id}.{criterion.id}": written_answer(criterion.check.cell, cells, given)
        for question in rubric.questions
        for criterion in question.criteria
        if isinstance(criterion.check, Answer)
    }


def _from_template(rubric: Rubric, files: Mapping[str, bytes]) -> list[Remark]:
    paths = dict.fromkeys(function.path for function in rubric.functions.values())
    missing = [path for path in paths if path not in files]
    return [Remark(id="from_template", audience="student", facts={"path": path}) for path in missing]
