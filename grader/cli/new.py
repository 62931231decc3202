"""`grader new`: make a new assignment, from an example or from a solved notebook."""

from __future__ import annotations

import json
from pathlib import Path

import click

from grader.assignment.rubric_schema import rubric_schema
from grader.authoring.new import new
from grader.authoring.solved.from_solved import from_solved
from grader.cli import options
from grader.cli.say import say
from grader.sandbox.selftest import chosen
from grader.sandbox.slot import Slot


@click.command("new")
@click.argument("name", required=False)
@click.option(
    "--out", default=".", type=click.Path(path_type=Path, file_okay=False), help="The folder in which it is made."
)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A solved notebook: a question is proposed for each function that it calls.",
)
@click.option(
    "--given",
    multiple=True,
    metavar="NAME",
    help="With --from: a function or class that students get with its body; may be repeated.",
)
@options.isolation
@click.option("--schema", is_flag=True, help="Print the JSON Schema of rubrics, for an editor, and nothing else.")
@options.error_language
def command(
    name: str | None, out: Path, source: Path | None, given: tuple[str, ...], isolation: str, schema: bool
) -> None:
    r"""Make a new assignment: a small one that passes `grader audit`, to be changed step by step.

    \b
    Example:
      grader new linear_models
      grader new linear_models --from solved.ipynb
    """
    if schema:
        click.echo(json.dumps(rubric_schema(), indent=1))
        return
    if name is None:
        raise click.UsageError("Name the assignment: grader new NAME")
    rubric = new(name, out) if source is None else _proposed(source, name, out, given, isolation)
    say(f"{rubric.parent}/ is an assignment that works. Prove it, then change it step by step:")
    say(f"  grader audit --rubric {rubric}")


def _proposed(source: Path, name: str, out: Path, given: tuple[str, ...], isolation: str) -> Path:
    """Return the rubric made from a solved notebook, and print what was made of each of its functions."""
    with Slot(chosen(isolation)) as slot:
        made = from_solved(source, name, out, slot, given)
    say(f"Questions: {', '.join(made.questions)}.")
    for function, why in made.left.items():
        say(f"Left out: {function}: {why}.")
    if made.holes:
        say(f"Holes without a question: {', '.join(made.holes)}. What students should get, name with --given NAME.")
    for title in made.answers:
        say(f"Written answer, for a person: {title}.")
    for warning in made.warnings:
        say(f"Look at this: {warning}.")
    return made.rubric
