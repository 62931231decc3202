"""`grader learn`: list what a class did often and nobody wrote down, and write it as a known mistake."""

from __future__ import annotations

import json
from pathlib import Path

import click

from grader.authoring.learning.found import learned
from grader.authoring.learning.of_group import as_mistake, group_as_values, group_in_words, named_group
from grader.authoring.learning.told import as_values, in_words
from grader.authoring.learning.write import write_learned
from grader.cli import options
from grader.cli.say import say
from grader.gradebook.book import read_book
from grader.grading.assignment_grader import AssignmentGrader
from grader.model.submission import Audience
from grader.report.words import words
from grader.sandbox.selftest import chosen


@click.command("learn")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@options.class_rubric
@click.option(
    "--least", type=click.IntRange(min=1), default=2, show_default=True, help="The fewest hand-ins of what is listed."
)
@click.option(
    "--write", "name", help="The id of what is written into the rubric's folder of mistakes, once it is proved."
)
@click.option("--group", "group", help="Make it of this group that has a name, QUESTION/GROUP; --write gives it an id.")
@click.option("--title", help="The title of what is written, in place of the proposed one.")
@options.isolation
@options.language
@options.as_json
def command(
    folder: Path,
    rubric_path: Path | None,
    least: int,
    name: str | None,
    group: str | None,
    title: str | None,
    isolation: str,
    language: str,
    as_json: bool,
) -> None:
    r"""List what the class in FOLDER, the --out of `grader batch`, did often and no known mistake names.

    Each is the reference with the students' error in it. With --write it becomes a mistake of the rubric, if
    `grader audit` would find nothing new: it loses points, is named, and hides no other mistake. Else nothing is
    written, and the command exits with 1.

    \b
    Examples:
      grader learn results
      grader learn results --write layernorm_forward_axis --title "you normalize each feature"
      grader learn results --group low_pass/3fa9c1 --write keeps_one_more
    """
    path = rubric_path or Path(read_book(folder).about.rubric)
    if group is not None:
        _of_group(folder, path, group, name or "", title or "", isolation, language, as_json)
        return
    with AssignmentGrader(path, Audience.STAFF, isolation=chosen(isolation)) as grader:
        found = learned(folder, grader, least)
        written = None if name is None else write_learned(found, name, grader, words("en"), title)
        w, assignment = words(language), grader.assignment
        if as_json:
            click.echo(json.dumps(as_values(found, assignment, w, written), ensure_ascii=False))
        else:
            for line in in_words(found, assignment, w, written):
                say(line)
    options.leave(0 if written is None or written.proof.holds else 1)


def _of_group(
    folder: Path, path: Path, place: str, name: str, title: str, isolation: str, language: str, as_json: bool
) -> None:
    """Make a mistake of a group that has a name, and tell what became of it."""
    contents, w = read_book(folder), words(language)
    named = named_group(folder, contents, place)
    with AssignmentGrader(path, Audience.STAFF, isolation=chosen(isolation)) as grader:
        found = as_mistake(named, grader, len(contents.rows), words("en"), name=name, title=title)
        if as_json:
            click.echo(json.dumps(group_as_values(found, grader, w), ensure_ascii=False))
        else:
            for line in group_in_words(found, grader, w, write=bool(name)):
                say(line)
    options.leave(0 if found.tried is not None and found.tried.proof.holds else 1)
