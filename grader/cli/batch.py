"""`grader batch`: a class, one submission after the other."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from grader.batch import grade_class
from grader.cli import options
from grader.cli.terminal import print_class
from grader.desk import Desk
from grader.sandbox.selftest import chosen


@click.command("batch")
@click.argument("folder", type=click.Path(path_type=Path))
@options.rubric
@options.out
@options.audience
@options.isolation
@options.language
@options.as_json
def command(
    folder: Path, rubric_path: Path, out: Path, audience: str, isolation: str, language: str, as_json: bool
) -> None:
    r"""Grade every submission in FOLDER: sub-folders, .ipynb files and .zip files.

    Writes reports/ and observations/ for each, results.csv, and last summary.json.

    \b
    Example:
      grader batch examples/class --rubric rubrics/batch_normalization.toml --out results
    """
    with Desk(rubric_path, audience, language, isolation=chosen(isolation)) as desk:
        summary = grade_class(folder, out, desk, tell=None if as_json else lambda line: click.echo(line, err=True))
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False))
    else:
        print_class(summary, out, language)
    sys.exit(4 if summary["errors"] else 0)
