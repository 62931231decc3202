"""Reads a hand-in from disk into a Submission: files, notebook, definitions, answers."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from grader.checks.answer import answers_of
from grader.errors import SubmissionError
from grader.files.course_files import course_files
from grader.model.assignment import Assignment
from grader.model.rubric import Rubric
from grader.model.submission import Audience, Cell, CellKind, Definition, Remark, Submission, WrittenAnswer, hash_of

from .answers import written_answers
from .definitions import find_definitions
from .drawing import drawing_cells
from .files import GatheredFiles, gather
from .forbidden_uses import forbidden_uses
from .layout import place_files
from .notebook import nearest, read_cells
from .repair import RepairedModule, modern, repaired, unread


def read_submission(path: Path, assignment: Assignment) -> Submission:
    """Read a hand-in.

    Args:
        path: a notebook, a folder or a zip.
        assignment: what was asked; files that were not handed in come from its template.

    Raises:
        SubmissionError: there is nothing that can be graded.
    """
    return read_gathered(gather(path), assignment, name_of(path), str(path))


def read_gathered(gathered: GatheredFiles, assignment: Assignment, name: str, where: str) -> Submission:
    """Read a hand-in from its files.

    Args:
        gathered: the files.
        assignment: what was asked.
        name: the submission's id.
        where: where it lay, for an error.

    Raises:
        SubmissionError: there is nothing that can be graded.
    """
    wanted = assignment.rubric.paths()
    files, remarks = place_files(gathered.files, wanted)
    if not any(name in wanted or name.endswith(".ipynb") for name in files):
        raise SubmissionError("nothing_to_grade", where=where, asked=", ".join(wanted))
    return submission_of(name, files, assignment, (*gathered.remarks, *remarks))


def sha256_of(gathered: GatheredFiles, assignment: Assignment) -> str:
    """Return the `sha256` of the submission that these files make, without parsing them."""
    return hash_of(place_files(gathered.files, assignment.rubric.paths())[0])


def name_of(path: Path) -> str:
    """Return the submission's id: the folder's or file's name, as text."""
    name = os.fsencode(path.resolve().name).decode(errors="replace")
    return name if path.is_dir() else Path(name).stem


def submission_of(
    name: str, files: Mapping[str, bytes], assignment: Assignment, remarks: Sequence[Remark] = ()
) -> Submission:
    """Make a Submission of files.

    Args:
        name: its id.
        files: what was handed in, laid out as the template is.
        assignment: what was asked.
        remarks: remarks on how the files were found.

    Raises:
        SubmissionError: the notebook cannot be read and there is nothing else.
    """
    rubric, template = assignment.rubric, template_files(assignment.template_folder)
    notebook, handed_in, about_notebook = _notebook(rubric, files, template)
    cells = tuple(_modern(cell) for cell in handed_in)
    modules = {path: repaired(path, content) for path, content in files.items() if path.endswith(".py")}
    running = {**template, **files, **{path: module.content for path, module in modules.items()}}
    running |= {path: template[path] for path in rubric.locked}
    asked = {function.path for function in rubric.functions.values()}
    definitions = _definitions(rubric, running, cells, template, modules.values())
    return Submission(
        id=name,
        sha256=hash_of(files),
        files=files,
        running={path: content for path, content in running.items() if path != rubric.notebook or path in files},
        notebook=notebook,
        cells=cells,
        definitions=definitions,
        uses=forbidden_uses(rubric, running, cells, definitions),
        answers=_answers(rubric, cells, template),
        drawing=drawing_cells(rubric, cells, _cells_of_template(template[rubric.notebook])),
        remarks=(
            *remarks,
            *about_notebook,
            *_python2(notebook or "", handed_in, cells),
            *_from_template(rubric, files),
            *_locked(rubric, files, template),
            *(remark for path, module in modules.items() for remark in _worth(path in asked, module)),
            *(remark for path in sorted(asked & files.keys()) for remark in unread(path, running[path])),
        ),
    )


@lru_cache(maxsize=4)
def template_files(folder: Path) -> Mapping[str, bytes]:
    """Return the template's files by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in course_files(folder)}


def _notebook(
    rubric: Rubric, files: Mapping[str, bytes], template: Mapping[str, bytes]
) -> tuple[str | None, tuple[Cell, ...], list[Remark]]:
    """Return the notebook to grade, its cells, and remarks; no notebook if none can be read but modules can."""
    readable, remarks = {}, []
    for name in sorted((name for name in files if name.endswith(".ipynb")), key=lambda name: (name.count("/"), name)):
        try:
            readable[name] = read_cells(files[name])
        except ValueError as error:
            _refuse_if_alone(rubric, files, name, error)
            remarks.append(
                Remark(id="notebook_unread", audience=Audience.STUDENT, facts={"path": name, "reason": str(error)})
            )
    if not readable:
        return None, (), remarks
    used = (
        rubric.notebook
        if rubric.notebook in readable
        else nearest(readable, _cells_of_template(template[rubric.notebook]))
    )
    if len(readable) > 1 and used != rubric.notebook:
        remarks.append(Remark(id="more_notebooks", audience=Audience.STUDENT, facts={"used": used}))
    return used, readable[used], remarks


def _modern(cell: Cell) -> Cell:
    """Return a code cell with Python 2's syntax replaced by Python 3's."""
    if cell.kind != CellKind.CODE:
        return cell
    return replace(cell, source="".join(modern(line) for line in cell.source.splitlines(keepends=True)))


def _python2(notebook: str, before: Sequence[Cell], after: Sequence[Cell]) -> Iterable[Remark]:
    """Return a remark that names the first line of Python 2 in a notebook."""
    for old, new in zip(before, after, strict=True):
        for number, (line, now) in enumerate(zip(old.source.splitlines(), new.source.splitlines(), strict=False), 1):
            if line != now:
                facts = {"path": f"{notebook}, cell {old.index + 1}", "line": str(number), "source": line.strip()[:100]}
                yield Remark(id="python2", audience=Audience.STUDENT, facts=facts)
                return


def _refuse_if_alone(rubric: Rubric, files: Mapping[str, bytes], notebook: str, error: ValueError) -> None:
    others = [name for name in files if name.endswith(".ipynb") and name != notebook]
    if not others and not any(function.path in files for function in rubric.functions.values()):
        raise SubmissionError("notebook_unreadable", where=notebook, error=str(error)) from error


def _definitions(
    rubric: Rubric,
    running: Mapping[str, bytes],
    cells: tuple[Cell, ...],
    template: Mapping[str, bytes],
    modules: Iterable[RepairedModule],
) -> dict[str, Definition]:
    found = find_definitions(rubric.functions, running, cells, template)
    cut = {(part.path, part.line): part for module in modules for part in module.cut}
    return {name: cut.get((one.path, one.line), one) for name, one in found.items()}


def _worth(asked: bool, module: RepairedModule) -> Iterable[Remark]:
    """Return the remarks on a module; for a module that the assignment does not name, only those on how it was read."""
    return (remark for remark in module.remarks if asked or remark.id != "cut")


def _locked(rubric: Rubric, files: Mapping[str, bytes], template: Mapping[str, bytes]) -> list[Remark]:
    changed = [path for path in rubric.locked if path in files and files[path].split() != template[path].split()]
    return [Remark(id="locked", audience=Audience.STUDENT, facts={"path": path}) for path in changed]


def _answers(rubric: Rubric, cells: tuple[Cell, ...], template: Mapping[str, bytes]) -> dict[str, WrittenAnswer]:
    given = _cells_of_template(template[rubric.notebook])
    return written_answers(answers_of(rubric), cells, given)


@lru_cache(maxsize=4)
def _cells_of_template(content: bytes) -> tuple[Cell, ...]:
    return read_cells(content)


def _from_template(rubric: Rubric, files: Mapping[str, bytes]) -> list[Remark]:
    paths = dict.fromkeys(function.path for function in rubric.functions.values())
    missing = [path for path in paths if path not in files and path != rubric.notebook]
    return [Remark(id="from_template", audience=Audience.STUDENT, facts={"path": path}) for path in missing]
