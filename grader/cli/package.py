"""`grader package`: build the autograder zip of a platform."""

from __future__ import annotations

from pathlib import Path

import click

from grader.authoring.package import gradescope
from grader.cli import options
from grader.cli.say import say


@click.command("package")
@click.argument("platform", type=click.Choice(["gradescope"]))
@options.rubric
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The zip to write.")
@options.language
def command(platform: str, rubric_path: Path, out: Path, language: str) -> None:
    r"""Build the zip that a platform's autograder is made of: this grader, the assignment, and what starts them.

    Results are written whatever happens; where the grader fails they hold no score, never a zero.

    \b
    Example:
      grader package gradescope --rubric rubrics/batch_normalization.toml --out autograder.zip
    """
    files = gradescope(rubric_path, out, language)
    say(f"{out}: {len(files)} files. Upload it as the autograder of a programming assignment on {platform.title()}.")
