"""Reads a hand-in from disk into a Submission: files, notebook, definitions, answers."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from grader.checks.answer import answers_of
from grader.errors import SubmissionError
from grader.files.course_files import course_files
from grader.model.assignment import Assignment
from grader.model.rubric import Rubric
from grader.model.submission import Audience, Cell, Definition, Remark, Submission, WrittenAnswer, hash_of

from .answers import written_answers
from .choose_notebook import choose_notebook, has_notebook, template_cells
from .definitions import find_definitions
from .drawing import drawing_cells
from .files import GatheredFiles, gather
from .forbidden_uses import forbidden_uses
from .layout import place_files
from .mended_cells import MendedCells, mended_cells, modern_cell
from .notebook_json import without_ending
from .repair import RepairedModule, repaired, unread
from .skipped_commands import skipped_commands


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
    if not any(name in wanted for name in files) and not has_notebook(assignment.rubric, files):
        raise SubmissionError("nothing_to_grade", where=where, asked=", ".join(wanted))
    return submission_of(name, files, assignment, (*gathered.remarks, *remarks))


def sha256_of(gathered: GatheredFiles, assignment: Assignment) -> str:
    """Return the `sha256` of the submission that these files make, without parsing them."""
    return hash_of(place_files(gathered.files, assignment.rubric.paths())[0])


def name_of(path: Path) -> str:
    """Return the submission's id: the folder's or file's name, as text."""
    name = os.fsencode(path.resolve().name).decode(errors="replace")
    return name if path.is_dir() else without_ending(name)


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
    chosen = choose_notebook(rubric, files, template)
    notebook, newer = chosen.path, tuple(modern_cell(cell) for cell in chosen.cells)
    mended = mended_cells(notebook or "", newer)
    cells = mended.cells
    modules = {path: repaired(path, content) for path, content in files.items() if _is_module(path, notebook)}
    running = {**template, **files, **{path: module.content for path, module in modules.items()}}
    running |= {path: template[path] for path in rubric.locked}
    asked = {function.path for function in rubric.functions.values()}
    definitions = _definitions(rubric, running, mended, template, modules.values())
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
        drawing=drawing_cells(rubric, cells, template_cells(template[rubric.notebook])),
        remarks=(
            *remarks,
            *chosen.remarks,
            *_python2(notebook or "", chosen.cells, newer),
            *mended.remarks,
            *skipped_commands([cell for cell in cells if not _is_skipped(rubric, cell)]),
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


def _python2(notebook: str, before: Sequence[Cell], after: Sequence[Cell]) -> Iterable[Remark]:
    """Return a remark that names the first line of Python 2 in a notebook."""
    for old, new in zip(before, after, strict=True):
        for number, (line, now) in enumerate(zip(old.source.splitlines(), new.source.splitlines(), strict=False), 1):
            if line != now:
                facts = {"path": f"{notebook}, cell {old.index + 1}", "line": str(number), "source": line.strip()[:100]}
                yield Remark(id="python2", audience=Audience.STUDENT, facts=facts)
                return


def _definitions(
    rubric: Rubric,
    running: Mapping[str, bytes],
    mended: MendedCells,
    template: Mapping[str, bytes],
    modules: Iterable[RepairedModule],
) -> dict[str, Definition]:
    in_notebook = any(function.path == rubric.notebook for function in rubric.functions.values())
    given = template_cells(template[rubric.notebook]) if in_notebook else ()
    found = find_definitions(rubric.functions, running, mended.cells, template, given)
    parts = [*(part for module in modules for part in module.cut), *mended.cut.values()]
    cut = {(part.path, part.cell, part.line): part for part in parts}
    return {name: cut.get((one.path, one.cell, one.line), one) for name, one in found.items()}


def _is_module(path: str, notebook: str | None) -> bool:
    return path.endswith(".py") and path != notebook


def _is_skipped(rubric: Rubric, cell: Cell) -> bool:
    return any(selector.holds(cell.source, cell.tags) for selector in rubric.skip)


def _worth(asked: bool, module: RepairedModule) -> Iterable[Remark]:
    """Return the remarks on a module; for a module that the assignment does not name, only those on how it was read."""
    return (remark for remark in module.remarks if asked or remark.id != "cut")


def _locked(rubric: Rubric, files: Mapping[str, bytes], template: Mapping[str, bytes]) -> list[Remark]:
    changed = [path for path in rubric.locked if path in files and files[path].split() != template[path].split()]
    return [Remark(id="locked", audience=Audience.STUDENT, facts={"path": path}) for path in changed]


def _answers(rubric: Rubric, cells: tuple[Cell, ...], template: Mapping[str, bytes]) -> dict[str, WrittenAnswer]:
    return written_answers(answers_of(rubric), cells, template_cells(template[rubric.notebook]))


def _from_template(rubric: Rubric, files: Mapping[str, bytes]) -> list[Remark]:
    paths = dict.fromkeys(function.path for function in rubric.functions.values())
    missing = [path for path in paths if path not in files and path != rubric.notebook]
    return [Remark(id="from_template", audience=Audience.STUDENT, facts={"path": path}) for path in missing]
