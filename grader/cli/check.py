"""`grader check`: the student's self-check, in the folder of a released assignment."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click

from grader.cli import options
from grader.errors import CallerError
from grader.selfcheck import FILE

PAUSE = 0.5
"""Seconds between two looks at the files."""


@click.command("check")
@click.argument("question", required=False)
@click.option("--watch", is_flag=True, help="Check again whenever a file is saved, until you press Ctrl-C.")
@click.option(
    "--rubric",
    "rubric_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="For staff: practise this rubric in the present folder, without a release.",
)
@options.language
def command(question: str | None, watch: bool, rubric_path: Path | None, language: str) -> None:
    r"""Check your work on practice inputs, in the folder of a released assignment.

    It runs your code as you would, without a sandbox.

    \b
    Example:
      grader check --watch
    """
    with tempfile.TemporaryDirectory() as scratch:
        tool = _tool(rubric_path, language, Path(scratch))
        code = _run(tool, question)
        seen = _saved()
        while watch:
            time.sleep(PAUSE)
            now = _saved()
            if now != seen:
                seen = now
                click.clear()
                code = _run(tool, question)
    options.leave(code)


def _tool(rubric: Path | None, language: str, scratch: Path) -> Path:
    """Return the self-check's file: the released one, or one made now from a rubric."""
    if rubric is not None:
        from grader.assignment.loader import load_assignment
        from grader.assignment.translation import translated
        from grader.release.practice import practice_of
        from grader.release.pyz import selfcheck_pyz

        assignment, made = load_assignment(rubric), scratch / FILE
        spoken = translated(assignment, rubric, language)
        made.write_bytes(selfcheck_pyz(spoken, language, practice_of(assignment)))
        return made
    if not Path(FILE).is_file():
        raise CallerError("no_selfcheck_here", where=str(Path.cwd()), file=FILE)
    return Path(FILE).resolve()


def _run(tool: Path, question: str | None) -> int:
    command = [sys.executable, str(tool), "check", *([question] if question else [])]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - the file that students run themselves


def _saved() -> dict[Path, int]:
    """Return the time of each assignment file's last change, by path."""
    return dict(_stats())


def _stats() -> Iterator[tuple[Path, int]]:
    for pattern in ("*.py", "*.ipynb"):
        for path in Path().rglob(pattern):
            if not any(part.startswith(".") for part in path.parts):
                try:
                    yield path, path.stat().st_mtime_ns
                except OSError:
                    continue
