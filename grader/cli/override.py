"""`grader override`: set a criterion's points by hand in place of the measured ones."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli import options
from grader.cli.say import say
from grader.cli.score_changes import in_words
from grader.gradebook.book import read_book
from grader.gradebook.group_decisions import read_group_decisions
from grader.gradebook.store import GradebookContents
from grader.grading.behaviour_index import index_of
from grader.grading.group_override import decide_group, found_group, undo_group
from grader.grading.lock import class_locked
from grader.grading.override import criterion_of, override, write_decisions
from grader.grading.regrade import RegradeSummary

GROUP = "group:"
"""What stands before a group's name in the place of a student's id."""


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
    In the place of STUDENT, `group:` and a name that `grader show RESULTS --groups QUESTION` prints stands for all
    hand-ins of one behaviour, now and later; one student's own points go before it.

    \b
    Examples:
      grader override results 00123 inline_1.answer 2.5 --why "The second half is missing."
      grader override results 00123 question_2.output 4 --why "Right for the sheet's first edition."
      grader override results group:3fa9c1 question_2.output 3 --why "Only the factor is wrong."
    """
    given = _number(points)
    with class_locked(folder):
        if student.startswith(GROUP):
            found = _of_group(folder, student.removeprefix(GROUP), criterion, given, why.strip(), who)
        else:
            found = override(folder, student, criterion, given, why.strip(), who)
    for line in in_words(found):
        say(line)


def _of_group(folder: Path, group: str, place: str, points: float | None, comment: str, who: str) -> RegradeSummary:
    """Decide about a criterion of a group, or take its last decision back."""
    question, _, criterion = place.replace("/", ".").partition(".")
    contents = read_book(folder)
    found = found_group(index_of(folder, contents), question, group, contents)
    standing = read_group_decisions(folder).of(question, found.id)
    if points is None:
        undo_group(folder, standing[-1].id if standing else "", who)
    else:
        given = {**(standing[-1].points if standing else {}), criterion or _only(contents, question): points}
        decide_group(folder, question, found.id, points=given, comment=comment, who=who)
    return write_decisions(folder)


def _only(contents: GradebookContents, question: str) -> str:
    return criterion_of(next(iter(contents.rows)), question).criterion


def _number(points: str) -> float | None:
    """Return the number of points that a text holds; None for `auto`."""
    if points == "auto":
        return None
    try:
        return float(points)
    except ValueError:
        raise click.BadParameter(f"{points!r} is neither a number nor `auto`.", param_hint="POINTS") from None
