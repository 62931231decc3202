"""`grader release`: build what students get."""

from __future__ import annotations

import json
from pathlib import Path

import click

from grader.cli import options
from grader.cli.say import say
from grader.release.build import release


@click.command("release")
@options.rubric
@options.out
@options.language
@options.as_json
def command(rubric_path: Path, out: Path, language: str, as_json: bool) -> None:
    r"""Build what students get: the template with the self-check, as a folder and a zip.

    Refuses while a solution, a hidden seed, a hidden number or a text for staff is in it, and says where.

    \b
    Example:
      grader release --rubric rubrics/batch_normalization.toml --out release
    """
    made = release(rubric_path, out, language)
    if as_json:
        told = {"folder": str(made.folder), "zip": str(made.archive), "files": list(made.files)}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    say(f"{made.folder}/ and {made.archive}: {len(made.files)} files, nothing in them that students must not see.")
    say("Give out the zip. What students do with it is in its README.md; `grader check` does the same for you.")
