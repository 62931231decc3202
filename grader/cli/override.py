"""`grader override`: set a criterion's points by hand in place of the measured ones."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli import options
from grader.cli.say import say
from grader.cli.score_changes import in_words
from grader.grading.lock import class_locked
from grader.grading.override import override


@click.command("override", context_settings={"ignore_unknown_options": True})
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.argument("student")
@click.argument("criterion")
@click.argument("points")
@click.option("--why", required=True, help="Why, in words that the student reads.")
@click.option("--who", default="", help="Who decides; the name of your account where it is left out.")
@options.error_language
def command(folder: Path, student: str, criterion: str, points: str, why: str, who: str) -> None:
    r"""Give STUDENT so many POINTS for one CRITERION, `question.criterion`; `auto` goes back to what was measured.

    The points stay through every regrade, stand in the student's report with the reason, and are shared by a group.

    \b
    Examples:
      grader override results 00123 inline_1.answer 2.5 --why "The second half is missing."
      grader override results 00123 question_2.output 4 --why "Right for the sheet's first edition."
    """
    given = _number(points)
    with class_locked(folder):
        found = override(folder, student, criterion, given, why.strip(), who)
    for line in in_words(found):
        say(line)


def _number(points: str) -> float | None:
    """Return the number of points that a text holds; None for `auto`."""
    if points == "auto":
        return None
    try:
        return float(points)
    except ValueError:
        raise click.BadParameter(f"{points!r} is neither a number nor `auto`.", param_hint="POINTS") from None
