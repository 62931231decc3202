"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import click

from grader.model.record import IsolationLevel
from grader.model.submission import Audience
from grader.report.words import LANGUAGES
from grader.submission.times import DayOrder

rubric = click.option(
    "--rubric",
    "rubric_path",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The assignment's rubric, a .toml file.",
)
class_rubric = click.option(
    "--rubric",
    "rubric_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The rubric; the one that the class was graded with where it is left out.",
)
out = click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder for results."
)
audience = click.option(
    "--audience",
    type=click.Choice([one.value for one in Audience]),
    default=Audience.STUDENT.value,
    callback=lambda _ctx, _option, value: Audience(value),
    help="For whom reports are written.",
)
isolation = click.option(
    "--isolation",
    type=click.Choice(["auto", *(level.value for level in IsolationLevel)]),
    default="auto",
    help="How student code is shut in; `auto` takes the strongest that this machine proves (see `grader sandbox`).",
)


dates = click.option(
    "--dates",
    type=click.Choice([one.value for one in DayOrder]),
    callback=lambda _ctx, _option, value: None if value is None else DayOrder(value),
    help="What stands first in dates such as 11/03/2026, the day or the month; without it they are refused.",
)


def _set_language(ctx: click.Context, _option: click.Parameter, language: str) -> str:
    """Store the language for errors too, since they are printed after the command has ended."""
    ctx.ensure_object(dict)["language"] = language
    return language


language = click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default="en",
    is_eager=True,
    callback=_set_language,
    help="The language of reports and of what is printed.",
)
error_language = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="en",
    is_eager=True,
    expose_value=False,
    callback=_set_language,
    help="The language in which errors are told.",
)
"""The option `--lang` for commands whose error messages alone are translated."""
as_json = click.option("--json", "as_json", is_flag=True, help="Print the machine-readable result and nothing else.")


def leave(code: int) -> NoReturn:
    """End the command with an exit code; code of others that exits by itself is told from it."""
    click.get_current_context().exit(code)
