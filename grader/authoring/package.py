"""Packages an autograder for Gradescope: the grader, the assignment and the scripts that start them, in one zip."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from grader.assignment.loader import load_assignment, read_toml
from grader.assignment.requirements import requirement_files
from grader.errors import OutputError
from grader.files.course_files import course_files
from grader.files.distribution_names import named_in
from grader.files.zips import zipped
from grader.model.assignment import Assignment
from grader.probes.expected import expect

from .notebook_libraries import course_requirements
from .wheel import requirements, wheel

SCRIPTS = Path(__file__).parent / "gradescope"
"""Folder of the scripts that start the grader on Gradescope."""
COURSE = "course"
"""Folder in the zip that holds the assignment."""
PROGRAMS = ("setup.sh", "run_autograder")
"""Files in the zip that are executable."""


def gradescope(rubric: Path, out: Path, language: str = "en") -> tuple[str, ...]:
    """Write Gradescope's autograder zip, and return the paths in it.

    Args:
        rubric: path of the assignment's rubric; the reference must run on its scenarios.
        out: path of the zip; an existing file is replaced.
        language: code of the language of the feedback.

    Raises:
        RubricError: the rubric cannot be used.
        OutputError: the zip cannot be written.
    """
    assignment = load_assignment(rubric)
    expect(assignment)
    files = dict(_files(rubric.resolve(), assignment, language))
    part = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(zipped(files, programs=PROGRAMS))
        os.replace(part, out)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise OutputError("autograder_unwritable", where=str(out), reason=error.strerror) from error
    return tuple(files)


def _files(rubric: Path, assignment: Assignment, language: str) -> Iterator[tuple[str, bytes]]:
    own = sorted(set(_of_assignment(rubric, assignment)))
    root = Path(os.path.commonpath([path.parent for path in own]))
    yield "setup.sh", (SCRIPTS / "setup.sh").read_bytes()
    start = (SCRIPTS / "run_autograder").read_text(encoding="utf-8")
    start = start.replace("@RUBRIC@", rubric.relative_to(root).as_posix()).replace("@LANGUAGE@", language)
    yield "run_autograder", start.encode()
    yield wheel()
    checks = [c.check for question in assignment.rubric.questions for c in question.criteria]
    extras = tuple(sorted({extra for check in checks for extra in check.extras}))
    libraries = [named_in(text) for text in course_requirements(assignment)]
    yield "requirements.txt", requirements(extras, libraries).encode()
    for path in own:
        yield f"{COURSE}/{path.relative_to(root).as_posix()}", path.read_bytes()


def _of_assignment(rubric: Path, assignment: Assignment) -> Iterator[Path]:
    """Yield the files of the reference, template and mistakes, and the TOML and Python files beside the rubric."""
    folders = [assignment.reference_folder, assignment.template_folder]
    folders += [assignment.mistakes_folder] if assignment.mistakes_folder else []
    for folder in folders:
        yield from (path.resolve() for path in course_files(folder))
    yield from (path.resolve() for path in rubric.parent.iterdir() if path.suffix in (".toml", ".py"))
    yield from requirement_files(read_toml(rubric)["assignment"].get("requirements", []), rubric)
