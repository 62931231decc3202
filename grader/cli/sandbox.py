"""`grader sandbox`: test which level of isolation this machine can give."""

from __future__ import annotations

import json

import click

from grader.cli import options
from grader.cli.terminal import print_sandbox
from grader.model.record import IsolationLevel
from grader.sandbox import bubblewrap
from grader.sandbox.selftest import chosen, try_level


@click.command("sandbox")
@options.language
@options.as_json
def command(language: str, as_json: bool) -> None:
    r"""Say which isolation this machine can give, by putting up the walls and running against them.

    \b
    Example:
      grader sandbox --json
    """
    found = {
        "schema": "grader/sandbox/v1",
        "level": chosen("auto").level,
        "bubblewrap": ".".join(map(str, bubblewrap.version())),
        "needs_profile": bubblewrap.needs_profile(),
        "tried": [
            {"level": trial.level, "proved": trial.proved, "held": trial.held, "trouble": trial.trouble}
            for trial in (try_level(IsolationLevel.FULL), try_level(IsolationLevel.LIMITED))
        ],
    }
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        print_sandbox(found, language)
