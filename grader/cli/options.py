"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from grader.errors import IsolationError
from grader.report.words import LANGUAGES

rubric = click.option(
    "--rubric",
    "rubric_path",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The assignment's rubric, a .toml file.",
)
out = click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder for results."
)
audience = click.option(
    "--audience",
    type=click.Choice(["student", "staff"]),
    default="student",
    help="For whom reports are written.",
)
isolation = click.option(
    "--isolation",
    type=click.Choice(["auto", "full", "limited", "none"]),
    default="auto",
    help="The least by which student code must be shut in; this version always gives `limited`.",
)


def _spoken(ctx: click.Context, _option: click.Parameter, language: str) -> str:
    """Note the language for errors too, which are told when the command is over."""
    ctx.ensure_object(dict)["language"] = language
    return language


language = click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default="en",
    is_eager=True,
    callback=_spoken,
    help="The language of reports and of what is printed.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print the machine-readable result and nothing else.")


def check_isolation(level: str) -> None:
    """Refuse a level that cannot be had.

    Raises:
        IsolationError: `full` was asked for.
    """
    if level == "full":
        raise IsolationError(
            "the isolation level `full` cannot be had.",
            why="This version shuts student code in by limits and a process of its own, without namespaces.",
            mend="Use --isolation auto on a machine that holds nothing a student must not read, or a container.",
            key="no_full_isolation",
        )
