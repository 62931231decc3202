"""`grader env`: make the environment with the libraries that an assignment needs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from grader.authoring.environment import environment_for, make, requirements_at
from grader.cli import options
from grader.cli.say import say
from grader.files.distribution_names import named_in


@click.command("env")
@click.argument("rubric", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--list", "listed", is_flag=True, help="Print the requirements, one a line, and make nothing.")
@options.error_language
@options.as_json
def command(rubric: Path, listed: bool, as_json: bool) -> None:
    r"""Make the environment with the libraries that RUBRIC names under `requirements`, if it is not there yet.

    Every command with that rubric then runs in it by itself. RUBRIC may also be a notebook, before `convert` and
    `new --from`: then it is what the notebook imports.

    \b
    Example:
      grader env ps1/rubric.toml
    """
    requirements = requirements_at(rubric)
    if listed:
        for text in requirements:
            say(text)
        return
    environment = environment_for(requirements)
    make(environment)
    if as_json:
        told = {"folder": str(environment.folder), "requirements": requirements, "versions": environment.versions}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    versions = {named_in(name): version for name, version in environment.versions.items()}
    there = [f"{name} {versions[name]}" for name in map(named_in, requirements) if name in versions]
    say(f"{environment.folder}: {', '.join(there)}.")
    say(f"Commands with {rubric} run in it by themselves where these are missing.")
