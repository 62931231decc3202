"""`grader convert`: make an assignment from one that was written for another grader."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from grader.authoring.convert import FORMATS, ConversionSummary, convert
from grader.cli import options
from grader.cli.say import say


@click.command("convert")
@click.argument("form", type=click.Choice(sorted(FORMATS)), metavar="nbgrader|otter")
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The assignment's folder; a new one."
)
@options.error_language
@options.as_json
def command(form: str, source: Path, out: Path, as_json: bool) -> None:
    r"""Make an assignment from the source notebook of another grader: points, ids, tests and answers stay.

    The tests then run in the grader, where student code cannot reach them. What cannot cross is listed by cell.

    \b
    Example:
      grader convert nbgrader source/ps1/problem1.ipynb --out ps1
    """
    made = convert(form, source, out)
    if as_json:
        click.echo(json.dumps(asdict(made), default=str, ensure_ascii=False))
        return
    for line in _summary_lines(made):
        say(line)


def _summary_lines(made: ConversionSummary) -> list[str]:
    lines = [
        f"{made.rubric}: {made.crossed} of {made.tests} test cells grade here, {made.manual} answers for a person."
    ]
    if made.files:
        shown = ", ".join(made.files[:12]) + (f" and {len(made.files) - 12} more" if len(made.files) > 12 else "")
        lines.append(f"Files beside it that students get too: {shown}.")
    lines += [f"  cell {left.cell + 1}, {left.id}: {left.why}" for left in made.left]
    lines.append(f"Prove it with: grader audit --rubric {made.rubric}")
    return lines
